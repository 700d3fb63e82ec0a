"""Screens of the projects, under /projets/; the list itself is a page of the site."""

from django.urls import path

from .views import board, deciding, reading, submitting, team

app_name = "projects"

MILESTONE = "<slug:slug>/jalons/<uuid:milestone_id>/"

urlpatterns = [
    path("tableau/", board.board, name="project-board"),
    path("tableau/export.xlsx", board.board_export, name="project-board-export"),
    path("pieces/<uuid:public_id>/", reading.deliverable_download, name="deliverable-download"),
    path("<slug:slug>/", reading.project_detail, name="project-detail"),
    path("<slug:slug>/personnes/", team.project_people, name="project-people"),
    path("<slug:slug>/personnes/<int:role_id>/fin/", team.role_end, name="role-end"),
    path("<slug:slug>/accuses/<uuid:public_id>/", reading.submission_receipt, name="submission-receipt"),
    path(MILESTONE, reading.milestone_detail, name="milestone-detail"),
    path(f"{MILESTONE}depot/", submitting.milestone_submit, name="milestone-submit"),
    path(f"{MILESTONE}depot/fichiers/", submitting.draft_file_add, name="draft-file-add"),
    path(
        f"{MILESTONE}depot/fichiers/<uuid:public_id>/retrait/",
        submitting.draft_file_remove,
        name="draft-file-remove",
    ),
    path(f"{MILESTONE}acceptation/", deciding.milestone_accept, name="milestone-accept"),
    path(f"{MILESTONE}correction/", deciding.milestone_return, name="milestone-return"),
    path(f"{MILESTONE}reouverture/", deciding.milestone_reopen, name="milestone-reopen"),
    path(f"{MILESTONE}relance/", deciding.milestone_remind, name="milestone-remind"),
]
