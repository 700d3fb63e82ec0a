"""What the editor asks of the server beside the shared text."""

from django.urls import path

from . import device_views, views

app_name = "coediting"

urlpatterns = [
    path("gardes/", device_views.kept_texts, name="kept-texts"),
    path("copie.docx", device_views.copy_as_docx, name="copy-docx"),
    path("hors-connexion.js", device_views.offline_worker, name="offline-worker"),
    path("<uuid:document_id>/images/", views.image_add, name="image-add"),
    path("<uuid:document_id>/personnes/", views.readers, name="readers"),
    path("<uuid:document_id>/auteurs/", views.authors, name="authors"),
]
