"""For visitors, up to the thanks for registering."""

from django.urls import path

from ..views import counters, registering, thanking

urlpatterns = [
    path("<slug:slug>/style.css", registering.event_stylesheet, name="event-stylesheet"),
    path("<slug:slug>/inscription/", registering.registration_create, name="registration-create"),
    path("<slug:slug>/places/", counters.event_counters, name="event-counters"),
    path("<slug:slug>/inscription/merci/", thanking.registration_sent, name="registration-sent"),
    path("<slug:slug>/inscription/<str:token>/merci/", thanking.registration_thanks, name="registration-thanks"),
    path(
        "<slug:slug>/inscription/<str:token>/liste-d-attente/",
        thanking.registration_join_line,
        name="registration-join-line",
    ),
    path(
        "<slug:slug>/inscription/<str:token>/adresse/",
        thanking.registration_take_suggestion,
        name="registration-take-suggestion",
    ),
]
