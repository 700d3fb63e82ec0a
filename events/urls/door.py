"""For those who stand at the door."""

from django.urls import path

from ..views import door, door_device

urlpatterns = [
    path("<slug:slug>/pointage/", door.door_check_in, name="door-check-in"),
    path("<slug:slug>/pointage/sans-inscription/", door.door_walk_in, name="door-walk-in"),
    path("<slug:slug>/pointage/ecran/", door.door_screen, name="door-screen"),
    path("<slug:slug>/pointage/liste.json", door_device.door_list_data, name="door-list"),
    path("<slug:slug>/pointage/passages/", door_device.door_passages, name="door-passages"),
    path("<slug:slug>/pointage/sw.js", door_device.door_worker, name="door-worker"),
    path("<slug:slug>/pointage/manifest.webmanifest", door_device.door_manifest, name="door-manifest"),
]
