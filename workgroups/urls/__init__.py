"""`/groupes/` itself is a page of the tree; what lies under a group's address is here, one module a subject."""

from . import documents, group, library, meetings, people

app_name = "workgroups"
urlpatterns = [
    *group.urlpatterns,
    *people.urlpatterns,
    *documents.urlpatterns,
    *meetings.urlpatterns,
    *library.urlpatterns,
]
