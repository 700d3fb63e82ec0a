"""The addresses under /evenements/ that are not pages, one module for each kind of person they serve."""

from . import (
    door,
    following,
    messages,
    organising,
    papers,
    personal,
    preparing,
    public,
)

app_name = "events"
urlpatterns = [
    *public.urlpatterns,
    *door.urlpatterns,
    *following.urlpatterns,
    *messages.urlpatterns,
    *papers.urlpatterns,
    *preparing.urlpatterns,
    *organising.urlpatterns,  # its sheet of one registration answers to every word that is left
    *personal.urlpatterns,
]
