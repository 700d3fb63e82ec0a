"""Meetings of the steering committee."""

from django.urls import path

from ..views import meeting_papers, meetings
from .places import MEETING, PROJECT

urlpatterns = [
    path(f"{PROJECT}reunions/", meetings.meeting_list, name="meeting-list"),
    path(f"{PROJECT}reunions/nouvelle/", meetings.meeting_plan, name="meeting-plan"),
    path(MEETING, meetings.meeting_detail, name="meeting-detail"),
    path(f"{MEETING}modifier/", meetings.meeting_edit, name="meeting-edit"),
    path(f"{MEETING}annuler/", meetings.meeting_cancel, name="meeting-cancel"),
    path(f"{MEETING}presences/", meetings.attendance_note, name="attendance-note"),
    path(f"{MEETING}decisions/", meetings.decision_note, name="decision-note"),
    path(f"{MEETING}decisions/<uuid:public_id>/", meetings.decision_settle, name="decision-settle"),
    path(f"{MEETING}compte-rendu/", meeting_papers.minutes_detail, name="minutes-detail"),
    path(f"{MEETING}compte-rendu/commencer/", meeting_papers.minutes_begin, name="minutes-begin"),
    path(f"{MEETING}compte-rendu/telecharger.docx", meeting_papers.minutes_docx, name="minutes-docx"),
    path(f"{MEETING}compte-rendu/telecharger.pdf", meeting_papers.minutes_pdf, name="minutes-pdf"),
    path(f"{MEETING}reunion.ics", meeting_papers.meeting_calendar, name="meeting-calendar"),
]
