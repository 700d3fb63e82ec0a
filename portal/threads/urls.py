"""Under /echanges/: what is done to one post or one thread."""

from django.urls import path

from . import views

app_name = "threads"
urlpatterns = [
    path("messages/<uuid:public_id>/modification/", views.post_edit, name="post-edit"),
    path("messages/<uuid:public_id>/retrait/", views.post_remove, name="post-remove"),
    path("pieces/<uuid:public_id>/", views.attachment, name="attachment"),
    path("fils/<uuid:public_id>/lu/", views.thread_read, name="thread-read"),
]
