"""What is printed: for the holder of a personal link, and for those who prepare an event."""

from django.urls import path

from ..views import papers

urlpatterns = [
    path("<slug:slug>/inscription/<str:token>/billet.pdf", papers.registration_ticket, name="registration-ticket"),
    path("<slug:slug>/inscription/<str:token>/attestation.pdf", papers.certificate, name="certificate"),
    path("<slug:slug>/documents/", papers.document_list, name="document-list"),
    path("<slug:slug>/documents/badges.pdf", papers.badges, name="badges"),
    path("<slug:slug>/documents/emargement.pdf", papers.sign_in_sheet, name="sign-in-sheet"),
    path("<slug:slug>/documents/emargement-ateliers.pdf", papers.workshop_sheets, name="workshop-sheets"),
    path("<slug:slug>/documents/attestations.pdf", papers.certificates, name="certificates"),
]
