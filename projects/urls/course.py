"""The course of a project and what is asked at its milestones."""

from django.urls import path

from ..views import asked, course
from .places import MILESTONE, PROJECT

urlpatterns = [
    path("documents-types/<uuid:public_id>/", asked.model_document_download, name="model-document-download"),
    path(f"{PROJECT}parcours/", course.project_course, name="project-course"),
    path(f"{PROJECT}parcours/pose/", course.course_lay, name="course-lay"),
    path(f"{PROJECT}parcours/ajout/", course.milestone_add, name="milestone-add"),
    path(f"{MILESTONE}adaptation/", course.milestone_adapt, name="milestone-adapt"),
    path(f"{MILESTONE}suppression/", course.milestone_remove, name="milestone-remove"),
    path(f"{MILESTONE}pieces-demandees.pdf", asked.milestone_asked, name="milestone-asked"),
]
