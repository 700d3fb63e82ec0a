"""Under /compte/notifications/."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.preferences, name="preferences"),
    path("lu/", views.opened, name="opened"),
    path("lien/<str:token>/", views.preferences_by_link, name="preferences-by-link"),
    path("lien/<str:token>/arret/", views.preferences_stop, name="preferences-stop"),
]
