"""The people of a group: those in it, those who come and go."""

from django.urls import path

from ..views import joining, people

REQUEST = "<slug:slug>/demandes/<uuid:public_id>/"

urlpatterns = [
    path("<slug:slug>/personnes/", people.group_people, name="group-people"),
    path("<slug:slug>/personnes/<int:role_id>/terminer/", people.role_end, name="role-end"),
    path("<slug:slug>/personnes/<int:role_id>/modifier/", people.role_change, name="role-change"),
    path(f"{REQUEST}accepter/", people.request_accept, name="request-accept"),
    path(f"{REQUEST}decliner/", people.request_decline, name="request-decline"),
    path("<slug:slug>/rejoindre/", joining.group_join, name="group-join"),
    path("<slug:slug>/demander/", joining.join_request, name="join-request"),
    path("<slug:slug>/demander/retirer/", joining.request_withdraw, name="request-withdraw"),
    path("<slug:slug>/quitter/", joining.group_leave, name="group-leave"),
]
