"""The beginnings that addresses of one project share."""

PROJECT = "<slug:slug>/"
MILESTONE = f"{PROJECT}jalons/<uuid:milestone_id>/"
MEETING = f"{PROJECT}reunions/<uuid:meeting_id>/"
STUDY = f"{PROJECT}etude/"
FUNDING = f"{PROJECT}financement/"
