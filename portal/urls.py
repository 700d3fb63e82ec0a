"""Addresses: the apps' screens under reserved sub-paths, everything else is Wagtail's page tree."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import health
from portal.pages.views import search

handler403 = "portal.cms.views.refused"
handler404 = "portal.cms.views.not_found"

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("gestion/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("gestion/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("textes/", include("portal.coediting.image_urls")),
    path("", include("portal.cms.urls")),
]

urlpatterns += i18n_patterns(
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("compte/notifications/", include("portal.notices.urls")),
    path("compte/", include("portal.people.urls")),
    path("espace/", include("portal.dashboard.urls")),
    path("exports/", include("portal.exports.urls")),
    path("recherche/", search, name="search"),
    path("adherents/", include("portal.members.urls")),
    path("projets/", include("projects.urls")),
    path("echanges/", include("portal.threads.urls")),
    path("textes/", include("portal.comments.urls")),
    path("groupes/", include("workgroups.urls")),
    path("textes/", include("portal.coediting.urls")),
    path("evenements/", include("portal.pages.agenda_urls")),
    path("evenements/", include("events.urls")),
    *([path("demo/composants/", include("portal.cms.gallery_urls"))] if settings.DEMO else []),
    *([path("demo/", include("portal.demo.urls"))] if settings.DEMO else []),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
