from django.urls import path

from .views import organising, personal, registering

app_name = "events"
urlpatterns = [
    path("<slug:slug>/inscription/", registering.registration_create, name="registration-create"),
    path("<slug:slug>/inscription/merci/", registering.registration_sent, name="registration-sent"),
    path("<slug:slug>/inscription/<str:token>/merci/", personal.registration_thanks, name="registration-thanks"),
    path("<slug:slug>/inscription/<str:token>/qr.svg", personal.registration_qr, name="registration-qr"),
    path(
        "<slug:slug>/inscription/<str:token>/agenda.ics", personal.registration_calendar, name="registration-calendar"
    ),
    path("<slug:slug>/inscription/<str:token>/annuler/", personal.registration_cancel, name="registration-cancel"),
    path("<slug:slug>/inscription/<str:token>/", personal.registration_personal, name="registration-personal"),
    path("<slug:slug>/inscriptions/", organising.registration_list, name="registration-list"),
    path("<slug:slug>/inscriptions/export.xlsx", organising.registration_export, name="registration-export"),
    path("<slug:slug>/inscriptions/places/", organising.event_places, name="event-places"),
    path("<slug:slug>/inscriptions/<str:public_id>/", organising.registration_sheet, name="registration-sheet"),
]
