from django.urls import path, re_path

from . import identity, media, views

urlpatterns = [
    path("identite.css", identity.stylesheet, name="identity-stylesheet"),
    path("favicon.ico", views.icon, name="icon"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    re_path(rf"^media/(?P<path>(?:{media.PUBLIC_FOLDERS})/[^/]+)$", media.public_image, name="public-image"),
]
