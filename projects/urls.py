"""Screens of the projects, under /projets/; the list itself is a page of the site."""

from django.urls import path

from . import views, views_board, views_review, views_submit, views_team

app_name = "projects"

MILESTONE = "<slug:slug>/jalons/<uuid:milestone_id>/"

urlpatterns = [
    path("tableau/", views_board.board, name="project-board"),
    path("tableau/export.xlsx", views_board.board_export, name="project-board-export"),
    path("pieces/<uuid:public_id>/", views.deliverable_download, name="deliverable-download"),
    path("<slug:slug>/", views.project_detail, name="project-detail"),
    path("<slug:slug>/personnes/", views_team.project_people, name="project-people"),
    path("<slug:slug>/personnes/<int:role_id>/fin/", views_team.role_end, name="role-end"),
    path("<slug:slug>/accuses/<uuid:public_id>/", views.submission_receipt, name="submission-receipt"),
    path(MILESTONE, views.milestone_detail, name="milestone-detail"),
    path(f"{MILESTONE}depot/", views_submit.milestone_submit, name="milestone-submit"),
    path(f"{MILESTONE}depot/fichiers/", views_submit.draft_file_add, name="draft-file-add"),
    path(
        f"{MILESTONE}depot/fichiers/<uuid:public_id>/retrait/",
        views_submit.draft_file_remove,
        name="draft-file-remove",
    ),
    path(f"{MILESTONE}acceptation/", views_review.milestone_accept, name="milestone-accept"),
    path(f"{MILESTONE}correction/", views_review.milestone_return, name="milestone-return"),
    path(f"{MILESTONE}reouverture/", views_review.milestone_reopen, name="milestone-reopen"),
    path(f"{MILESTONE}relance/", views_review.milestone_remind, name="milestone-remind"),
]
