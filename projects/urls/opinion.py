"""What is asked of experts: from the milestone, and at an address that belongs to no project's screens."""

from django.urls import path

from ..views import opinions
from .places import MILESTONE

OPINION = "avis/<uuid:public_id>/"

urlpatterns = [
    path(f"{MILESTONE}avis/", opinions.opinion_ask, name="opinion-ask"),
    path(OPINION, opinions.opinion_detail, name="opinion-detail"),
    path(f"{OPINION}rendre/", opinions.opinion_give, name="opinion-give"),
    path(f"{OPINION}decliner/", opinions.opinion_decline, name="opinion-decline"),
    path(f"{OPINION}retirer/", opinions.opinion_revoke, name="opinion-revoke"),
    path(f"{OPINION}partager/", opinions.opinion_share, name="opinion-share"),
    path(f"{OPINION}piece/", opinions.opinion_download, name="opinion-download"),
]
