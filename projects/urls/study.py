"""The study brief and its model, the consultancies, the contacts of the project."""

from django.urls import path

from ..views import brief, records
from .places import PROJECT, STUDY

model_urlpatterns = [  # before the addresses of projects: it belongs to none
    path("modele/", brief.brief_model, name="brief-model"),
]
urlpatterns = [
    path(STUDY, brief.study_detail, name="study-detail"),
    path(f"{STUDY}cahier-des-charges/", brief.brief_detail, name="brief-detail"),
    path(f"{STUDY}cahier-des-charges/commencer/", brief.brief_begin, name="brief-begin"),
    path(f"{STUDY}cahier-des-charges/telecharger.docx", brief.brief_docx, name="brief-docx"),
    path(f"{STUDY}versions/", brief.version_keep, name="brief-version-keep"),
    path(f"{STUDY}versions/<int:number>/", brief.version_detail, name="brief-version"),
    path(f"{STUDY}versions/<int:number>/telecharger.docx", brief.version_docx, name="brief-version-docx"),
]
for folder, name, kind in [
    (f"{STUDY}bureaux/", "consultancy", records.CONSULTANCIES),
    (f"{PROJECT}contacts/", "contact", records.CONTACTS),
]:
    urlpatterns += [
        path(f"{folder}nouveau/", records.record_edit, {"kind": kind}, name=f"{name}-new"),
        path(f"{folder}<uuid:public_id>/", records.record_edit, {"kind": kind}, name=f"{name}-edit"),
        path(f"{folder}<uuid:public_id>/retirer/", records.record_remove, {"kind": kind}, name=f"{name}-remove"),
    ]
urlpatterns.append(path(f"{PROJECT}contacts/", records.contact_list, name="contact-list"))
