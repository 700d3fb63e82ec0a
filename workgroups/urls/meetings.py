"""The meetings of a group."""

from django.urls import path

from ..views import attendance, meetings, minutes, todo

MEETING = "<slug:slug>/reunions/<uuid:meeting_id>/"

urlpatterns = [
    path("<slug:slug>/reunions/", meetings.meeting_list, name="meeting-list"),
    path("<slug:slug>/reunions/nouvelle/", meetings.meeting_plan, name="meeting-plan"),
    path("<slug:slug>/reunions/reponse/<str:token>/", meetings.meeting_answer, name="meeting-answer"),
    path(MEETING, meetings.meeting_detail, name="meeting-detail"),
    path(f"{MEETING}modifier/", meetings.meeting_change, name="meeting-change"),
    path(f"{MEETING}annuler/", meetings.meeting_cancel, name="meeting-cancel"),
    path(f"{MEETING}emargement/", attendance.attendance_note, name="attendance-note"),
    path(f"{MEETING}emargement.pdf", attendance.attendance_sheet, name="attendance-sheet"),
    path(f"{MEETING}compte-rendu/", minutes.minutes_detail, name="minutes-detail"),
    path(f"{MEETING}compte-rendu/commencer/", minutes.minutes_begin, name="minutes-begin"),
    path(f"{MEETING}compte-rendu/envoyer/", minutes.minutes_send, name="minutes-send"),
    path(f"{MEETING}compte-rendu/remarque/", minutes.minutes_remark, name="minutes-remark"),
    path(f"{MEETING}compte-rendu/adopter/", minutes.minutes_adopt, name="minutes-adopt"),
    path(f"{MEETING}compte-rendu/corriger/", minutes.minutes_correct, name="minutes-correct"),
    path(f"{MEETING}compte-rendu/telecharger.pdf", minutes.minutes_as_pdf, name="minutes-pdf"),
    path(f"{MEETING}compte-rendu/telecharger.docx", minutes.minutes_as_docx, name="minutes-docx"),
    path(f"{MEETING}actions/", todo.action_note, name="action-note"),
    path("<slug:slug>/actions/", todo.action_list, name="action-list"),
    path("<slug:slug>/actions/<uuid:public_id>/modifier/", todo.action_change, name="action-change"),
    path("<slug:slug>/actions/<uuid:public_id>/", todo.action_settle, name="action-settle"),
    path(f"{MEETING}reunion.ics", meetings.meeting_calendar, name="meeting-calendar"),
]
