"""A milestone: what is handed in and what is decided."""

from django.urls import path

from ..views import deciding, pieces, reading, receipts, submitting, withdrawing
from .places import MILESTONE, PROJECT

urlpatterns = [
    path("pieces/<uuid:public_id>/", pieces.deliverable_download, name="deliverable-download"),
    path("pieces/<uuid:public_id>/apercu/", pieces.deliverable_preview, name="deliverable-preview"),
    path("pieces/<uuid:public_id>/apercu/<int:number>/", pieces.preview_page, name="preview-page"),
    path(f"{PROJECT}accuses/<uuid:public_id>/", receipts.submission_receipt, name="submission-receipt"),
    path(f"{PROJECT}accuses/<uuid:public_id>/pdf/", receipts.submission_receipt_pdf, name="submission-receipt-pdf"),
    path(MILESTONE, reading.milestone_detail, name="milestone-detail"),
    path(f"{MILESTONE}depot/", submitting.milestone_submit, name="milestone-submit"),
    path(f"{MILESTONE}depot/fichiers/", submitting.draft_file_add, name="draft-file-add"),
    path(
        f"{MILESTONE}depot/fichiers/<uuid:public_id>/retrait/",
        submitting.draft_file_remove,
        name="draft-file-remove",
    ),
    path(f"{MILESTONE}depot/brouillon/", submitting.draft_save, name="draft-save"),
    path(f"{MILESTONE}depots/<int:number>/examen/", withdrawing.review_begin, name="review-begin"),
    path(f"{MILESTONE}depots/<int:number>/retrait/", withdrawing.submission_withdraw, name="submission-withdraw"),
    path(f"{MILESTONE}acceptation/", deciding.milestone_accept, name="milestone-accept"),
    path(f"{MILESTONE}correction/", deciding.milestone_return, name="milestone-return"),
    path(f"{MILESTONE}reouverture/", deciding.milestone_reopen, name="milestone-reopen"),
    path(f"{MILESTONE}relance/", deciding.milestone_remind, name="milestone-remind"),
]
