"""The page of a group."""

from django.urls import path

from ..views import groups

urlpatterns = [
    path("<slug:slug>/", groups.group_detail, name="group-detail"),
    path("<slug:slug>/modifier/", groups.group_change, name="group-change"),
    path("<slug:slug>/specifications/", groups.specification_list, name="specification-list"),
]
