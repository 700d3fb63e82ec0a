"""The sheet of a project and its people."""

from django.urls import path

from ..views import reading, replacing, team
from .places import PROJECT

urlpatterns = [
    path(PROJECT, reading.project_detail, name="project-detail"),
    path(f"{PROJECT}personnes/", team.project_people, name="project-people"),
    path(f"{PROJECT}personnes/referent/", team.referent_name, name="referent-name"),
    path(f"{PROJECT}personnes/remplacement/", replacing.project_replacement, name="project-replacement"),
    path(f"{PROJECT}personnes/remplacement/<int:role_id>/fin/", replacing.replacement_end, name="replacement-end"),
    path(f"{PROJECT}personnes/<int:role_id>/fin/", team.role_end, name="role-end"),
]
