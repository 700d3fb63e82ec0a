"""Wagtail's users, with our screens for them (named in INSTALLED_APPS in place of `wagtail.users`)."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleUsersAppConfig(WagtailUsersAppConfig):
    user_viewset = "portal.people.viewsets.PersonViewSet"
