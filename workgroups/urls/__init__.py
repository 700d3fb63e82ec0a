"""`/groupes/` itself is a page of the tree; what lies under a group's address is here, one module a subject."""

from . import adoption, documents, group, library, meetings, people, taking_away, templates

app_name = "workgroups"
urlpatterns = [
    *adoption.urlpatterns,
    *group.urlpatterns,
    *people.urlpatterns,
    *documents.urlpatterns,
    *meetings.urlpatterns,
    *library.urlpatterns,
    *templates.urlpatterns,
    *taking_away.urlpatterns,
]
