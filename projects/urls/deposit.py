"""Deposit links: the public side, which the token opens, and the milestone's."""

from django.urls import path

from ..views import deposits, linking
from .places import MILESTONE

urlpatterns = [
    path("depots/<str:token>/", deposits.deposit_page, name="deposit-page"),
    path("depots/<str:token>/fichier/", deposits.deposit_send, name="deposit-send"),
    path("depots/<str:token>/envois/", deposits.upload_create, name="upload-create"),
    path("depots/<str:token>/envois/<uuid:public_id>/", deposits.upload_part, name="upload"),
    path(f"{MILESTONE}liens/", linking.link_make, name="deposit-link-make"),
    path(f"{MILESTONE}liens/<uuid:link_id>/retrait/", linking.link_revoke, name="deposit-link-revoke"),
    path(f"{MILESTONE}recus/<uuid:public_id>/", linking.deposit_download, name="deposit-download"),
    path(f"{MILESTONE}recus/<uuid:public_id>/ecart/", linking.deposit_set_aside, name="deposit-set-aside"),
]
