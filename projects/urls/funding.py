"""The funding plan."""

from django.urls import path

from ..views import funding
from .places import FUNDING

urlpatterns = [
    path(FUNDING, funding.funding_detail, name="funding-detail"),
    path(f"{FUNDING}modifier/", funding.funding_edit, name="funding-edit"),
    path(f"{FUNDING}historique/", funding.funding_history, name="funding-history"),
    path(f"{FUNDING}export.xlsx", funding.funding_export, name="funding-export"),
]
