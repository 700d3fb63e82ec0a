"""`/groupes/` itself is a page of the tree; what lies under a group's address is here."""

from django.urls import include, path

from . import views

document_urls = [
    path("", views.document_detail, name="document-detail"),
    path("telecharger.docx", views.document_download, name="document-download"),
]

app_name = "workgroups"
urlpatterns = [
    path("<slug:slug>/", views.group_detail, name="group-detail"),
    path("<slug:slug>/personnes/", views.group_people, name="group-people"),
    path("<slug:slug>/personnes/<int:role_id>/terminer/", views.role_end, name="role-end"),
    path("<slug:slug>/documents/nouveau/", views.document_create, name="document-create"),
    path("<slug:slug>/documents/<uuid:document_id>/", include(document_urls)),
]
