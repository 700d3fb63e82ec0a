"""Search in the documents; `recherche` is a reserved address of groups."""

from django.urls import path

from ..views import search

urlpatterns = [path("recherche/", search.search, name="search")]
