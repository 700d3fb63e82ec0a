"""What the editor asks of the server beside the shared text."""

from django.urls import path

from . import views

app_name = "coediting"
urlpatterns = [
    path("<uuid:document_id>/images/", views.image_add, name="image-add"),
    path("<uuid:document_id>/personnes/", views.readers, name="readers"),
    path("<uuid:document_id>/auteurs/", views.authors, name="authors"),
]
