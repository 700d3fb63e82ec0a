"""For the holder of a personal link."""

from django.urls import path

from ..views import feedback, personal

urlpatterns = [
    path("<slug:slug>/inscription/<str:token>/qr.svg", personal.registration_qr, name="registration-qr"),
    path(
        "<slug:slug>/inscription/<str:token>/agenda.ics", personal.registration_calendar, name="registration-calendar"
    ),
    path("<slug:slug>/inscription/<str:token>/accepter/", personal.registration_accept, name="registration-accept"),
    path(
        "<slug:slug>/inscription/<str:token>/annuler/<str:public_id>/",
        personal.registration_cancel_companion,
        name="registration-cancel-companion",
    ),
    path("<slug:slug>/inscription/<str:token>/annuler/", personal.registration_cancel, name="registration-cancel"),
    path("<slug:slug>/inscription/<str:token>/avis/", feedback.feedback_form, name="feedback"),
    path("<slug:slug>/inscription/<str:token>/avis/merci/", feedback.feedback_sent, name="feedback-sent"),
    path("<slug:slug>/inscription/<str:token>/", personal.registration_personal, name="registration-personal"),
]
