"""The people of a group."""

from django.urls import path

from ..views import people

urlpatterns = [
    path("<slug:slug>/personnes/", people.group_people, name="group-people"),
    path("<slug:slug>/personnes/<int:role_id>/terminer/", people.role_end, name="role-end"),
]
