"""The workbooks that were prepared for somebody."""

from django.urls import path

from . import views

app_name = "exports"
urlpatterns = [
    path("<uuid:public_id>/", views.export_detail, name="export-detail"),
    path("<uuid:public_id>/fichier/", views.export_download, name="export-download"),
]
