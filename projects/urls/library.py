"""The benchmark library."""

from django.urls import path

from ..views import library

urlpatterns = [
    path("references/", library.references, name="references"),
    path("references/export.xlsx", library.references_export, name="references-export"),
    path("references/comparaison/", library.references_compared, name="references-compared"),
    path("references/<slug:slug>/", library.reference_detail, name="reference-detail"),
]
