"""The history of a project, and who could see it."""

from django.urls import path

from ..views import history
from .places import PROJECT

urlpatterns = [
    path(f"{PROJECT}historique/", history.project_history, name="project-history"),
    path(f"{PROJECT}historique/export.xlsx", history.history_export, name="project-history-export"),
    path(f"{PROJECT}acces/", history.project_access, name="project-access"),
]
