"""How a project ends."""

from django.urls import path

from ..views import closing
from .places import PROJECT

CLOSING = f"{PROJECT}bilan/"
urlpatterns = [
    path(CLOSING, closing.closing_detail, name="closing-detail"),
    path(f"{CLOSING}depot/", closing.closing_submit, name="closing-submit"),
    path(f"{CLOSING}retour/", closing.closing_return, name="closing-return"),
    path(f"{CLOSING}cloture/", closing.closing_close, name="closing-close"),
    path(f"{CLOSING}reouverture/", closing.project_reopen, name="project-reopen"),
    path(f"{CLOSING}bibliotheque/", closing.closing_share, name="closing-share"),
    path(f"{CLOSING}<uuid:public_id>.pdf", closing.closing_document, name="closing-document"),
    path(f"{CLOSING}<slug:step>/", closing.closing_step, name="closing-step"),
]
