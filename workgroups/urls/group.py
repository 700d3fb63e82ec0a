"""The page of a group."""

from django.urls import path

from ..views import groups

urlpatterns = [path("<slug:slug>/", groups.group_detail, name="group-detail")]
