"""What the staff follow over all projects."""

from django.urls import path

from ..views import board, figures, reminding

BOARD = "tableau/"
YEAR = f"{BOARD}annee/<int:year>/"
REMINDERS = f"{BOARD}relances/"
OF_MILESTONE = f"{REMINDERS}<uuid:milestone_id>/"
urlpatterns = [
    path(BOARD, board.board, name="project-board"),
    path(f"{BOARD}export.xlsx", board.board_export, name="project-board-export"),
    path(f"{BOARD}calendrier/", board.board_calendar, name="board-calendar"),
    path(f"{BOARD}carte/", board.board_map, name="board-map"),
    path(f"{BOARD}annee/", figures.present_year, name="board-present-year"),
    path(YEAR, figures.board_year, name="board-year"),
    path(f"{YEAR}export.xlsx", figures.year_export, name="year-export"),
    path(f"{YEAR}document.docx", figures.year_document, name="year-document"),
    path(REMINDERS, reminding.board_reminders, name="board-reminders"),
    path(f"{REMINDERS}export.xlsx", reminding.reminders_export, name="reminders-export"),
    path(f"{REMINDERS}envoi/", reminding.reminders_send, name="reminders-send"),
    path(f"{OF_MILESTONE}note/", reminding.reminder_log, name="reminder-log"),
    path(f"{OF_MILESTONE}report/", reminding.reminder_snooze, name="reminder-snooze"),
    path(f"{OF_MILESTONE}reprise/", reminding.snooze_end, name="snooze-end"),
]
