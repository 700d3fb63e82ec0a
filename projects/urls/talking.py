"""The discussions of a project."""

from django.urls import path

from ..views import talking
from .places import MILESTONE, PROJECT

urlpatterns = [
    path(f"{PROJECT}echanges/", talking.project_thread, name="project-thread"),
    path(f"{MILESTONE}echanges/", talking.milestone_thread, name="milestone-thread"),
    path(f"{PROJECT}pieces/<uuid:public_id>/echanges/", talking.deliverable_thread, name="deliverable-thread"),
]
