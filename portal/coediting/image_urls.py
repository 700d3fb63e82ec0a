"""The address of an image stands in texts: it is the same in every language."""

from django.urls import path

from . import views

urlpatterns = [path("<uuid:document_id>/images/<uuid:image_id>", views.image, name="text-image")]
