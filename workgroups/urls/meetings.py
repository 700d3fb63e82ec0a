"""The meetings of a group."""

from django.urls import path

from ..views import attendance, meetings

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
    path(f"{MEETING}reunion.ics", meetings.meeting_calendar, name="meeting-calendar"),
]
