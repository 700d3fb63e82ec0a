"""A milestone: what is handed in and what is decided."""

from django.urls import path

from ..views import deciding, reading, submitting
from .places import MILESTONE, PROJECT

urlpatterns = [
    path("pieces/<uuid:public_id>/", reading.deliverable_download, name="deliverable-download"),
    path(f"{PROJECT}accuses/<uuid:public_id>/", reading.submission_receipt, name="submission-receipt"),
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
