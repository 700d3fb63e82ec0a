"""The documents of a group."""

from django.urls import include, path

from ..views import documents, settings, versions

document_urls = [
    path("", documents.document_detail, name="document-detail"),
    path("reglages/", settings.document_settings, name="document-settings"),
    path("mettre-de-cote/", settings.document_put_aside, name="document-put-aside"),
    path("reprendre/", settings.document_take_up, name="document-take-up"),
    path("versions/", versions.version_list, name="version-list"),
    path("versions/comparer/", versions.version_compare, name="version-compare"),
    path("versions/<uuid:public_id>/", versions.version_detail, name="version-detail"),
    path("versions/<uuid:public_id>/retablir/", versions.version_restore, name="version-restore"),
]

urlpatterns = [
    path("<slug:slug>/documents/nouveau/", documents.document_create, name="document-create"),
    path("<slug:slug>/documents/<uuid:document_id>/", include(document_urls)),
]
