from django.urls import path

from . import views

app_name = "members"
urlpatterns = [
    path("mon-organisation/", views.organisation_mine, name="organisation_mine"),
    path("mon-organisation/<int:pk>/", views.organisation_edit, name="organisation_edit"),
]
