from django.urls import path

from portal.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("messages/", views.notices, name="notices"),
    path("messages/<int:pk>/", views.notice_open, name="notice_open"),
]
