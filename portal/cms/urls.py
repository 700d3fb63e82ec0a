from django.urls import path

from . import identity, views

urlpatterns = [
    path("identite.css", identity.stylesheet, name="identity-stylesheet"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
