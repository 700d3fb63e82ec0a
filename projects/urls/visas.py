"""The internal visa before a submission."""

from django.urls import path

from ..views import visas
from .places import PROJECT

VISA = f"{PROJECT}visas/<uuid:visa_id>/"
urlpatterns = [
    path(VISA, visas.visa_detail, name="visa-detail"),
    path(f"{VISA}pieces/<uuid:public_id>/", visas.visa_piece, name="visa-piece"),
    path(f"{VISA}accord/", visas.visa_give, name="visa-give"),
    path(f"{VISA}refus/", visas.visa_refuse, name="visa-refuse"),
    path(f"{VISA}retrait/", visas.visa_withdraw, name="visa-withdraw"),
]
