from django.urls import path

from . import views

app_name = "coediting"

urlpatterns = [
    path("gardes/", views.kept_texts, name="kept-texts"),
    path("copie.docx", views.copy_as_docx, name="copy-docx"),
    path("hors-connexion.js", views.offline_worker, name="offline-worker"),
]
