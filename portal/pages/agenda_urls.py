"""The agenda's two files, beside the events' screens; no slug holds a dot, so nothing can clash with them."""

from django.urls import path

from .agenda import EventFeed, agenda

app_name = "pages"
urlpatterns = [
    path("agenda.ics", agenda, name="agenda"),
    path("flux.xml", EventFeed(), name="agenda-feed"),
]
