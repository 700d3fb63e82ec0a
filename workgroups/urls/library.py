"""The documents a group keeps."""

from django.urls import path

from ..views import library

FILE = "<slug:slug>/fichiers/<uuid:public_id>/"

urlpatterns = [
    path("<slug:slug>/fichiers/", library.file_list, name="file-list"),
    path("<slug:slug>/fichiers/ajouter/", library.file_add, name="file-add"),
    path(FILE, library.file_detail, name="file-detail"),
    path(f"{FILE}modifier/", library.file_change, name="file-change"),
    path(f"{FILE}retirer/", library.file_remove, name="file-remove"),
    path("<slug:slug>/fichiers/versions/<uuid:public_id>/", library.file_download, name="file-download"),
]
