"""Templates of specifications."""

from django.urls import path

from ..views import templates

TEMPLATE = "<slug:slug>/modeles/<uuid:public_id>/"

urlpatterns = [
    path("<slug:slug>/documents/<uuid:document_id>/modele/", templates.template_keep, name="template-keep"),
    path(TEMPLATE, templates.template_detail, name="template-detail"),
    path(f"{TEMPLATE}images/<uuid:image_id>/", templates.template_image, name="template-image"),
    path(f"{TEMPLATE}retirer/", templates.template_drop, name="template-drop"),
]
