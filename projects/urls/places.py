"""The beginnings that addresses of one project share."""

PROJECT = "<slug:slug>/"
MILESTONE = f"{PROJECT}jalons/<uuid:milestone_id>/"
