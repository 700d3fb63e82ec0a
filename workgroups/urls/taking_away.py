"""What one takes away of a document, and brings back."""

from django.urls import include, path

from ..views import bringing_in, rewording, taking_away

document_urls = [
    path("telecharger.<slug:kind>", taking_away.document_download, name="document-download"),
    path("versions/<uuid:public_id>/telecharger.<slug:kind>", taking_away.document_download, name="version-download"),
    path("importer/", bringing_in.document_import, name="document-import"),
    path("exigences.xlsx", rewording.requirements_export, name="requirements-export"),
    path("exigences/", rewording.requirements_import, name="requirements-import"),
    path("exigences/confirmer/", rewording.requirements_confirm, name="requirements-confirm"),
    path("versions/<uuid:public_id>/exigences.xlsx", rewording.version_requirements, name="version-requirements"),
]

urlpatterns = [
    path("<slug:slug>/documents/fichiers/<uuid:public_id>/", bringing_in.text_import, name="text-import"),
    path("<slug:slug>/documents/<uuid:document_id>/", include(document_urls)),
]
