"""The documents of a group."""

from django.urls import include, path

from ..views import documents

document_urls = [
    path("", documents.document_detail, name="document-detail"),
    path("telecharger.docx", documents.document_download, name="document-download"),
]

urlpatterns = [
    path("<slug:slug>/documents/nouveau/", documents.document_create, name="document-create"),
    path("<slug:slug>/documents/<uuid:document_id>/", include(document_urls)),
]
