"""Proposing a project, and what the staff answers."""

from django.urls import path

from ..views import applications, applying

STAFF = "candidatures/<uuid:public_id>/"
PERSONAL = "proposer/<str:token>/"

urlpatterns = [
    path("proposer/", applying.application_create, name="application-create"),
    path(PERSONAL, applying.application_personal, name="application-personal"),
    path(f"{PERSONAL}reponse/", applying.application_answer, name="application-answer"),
    path(f"{PERSONAL}retrait/", applying.application_withdraw, name="application-withdraw"),
    path("candidatures/", applications.application_list, name="application-list"),
    path("candidatures/export.xlsx", applications.application_export, name="application-export"),
    path(STAFF, applications.application_sheet, name="application-sheet"),
    path(f"{STAFF}acceptation/", applications.application_take_in, name="application-take-in"),
    path(f"{STAFF}question/", applications.application_ask, name="application-ask"),
    path(f"{STAFF}refus/", applications.application_decline, name="application-decline"),
    path(f"{STAFF}notes/", applications.application_note, name="application-note"),
]
