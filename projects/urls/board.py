"""The staff's list of all projects."""

from django.urls import path

from ..views import board

urlpatterns = [
    path("tableau/", board.board, name="project-board"),
    path("tableau/export.xlsx", board.board_export, name="project-board-export"),
]
