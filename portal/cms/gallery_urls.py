from django.urls import path

from .gallery import gallery

urlpatterns = [path("", gallery, name="component-gallery")]
