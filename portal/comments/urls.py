"""Under /textes/: the comments on a co-edited text, whoever's it is."""

from django.urls import path

from . import views

app_name = "comments"
COMMENTS = "<uuid:document_id>/commentaires/"
ONE = f"{COMMENTS}<uuid:public_id>/"
urlpatterns = [
    path(COMMENTS, views.comment_list, name="comment-list"),
    path(f"{COMMENTS}nouveau/", views.comment_begin, name="comment-begin"),
    path(f"{ONE}reponse/", views.comment_reply, name="comment-reply"),
    path(f"{ONE}resolution/", views.comment_resolve, name="comment-resolve"),
    path(f"{ONE}reouverture/", views.comment_reopen, name="comment-reopen"),
    path(f"{ONE}<uuid:said_id>/modification/", views.said_edit, name="said-edit"),
    path(f"{ONE}<uuid:said_id>/retrait/", views.said_remove, name="said-remove"),
]
