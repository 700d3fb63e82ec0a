"""The addresses under /projets/ that are not pages, one module a subject; the list itself is a page of the site."""

from . import board, opinion, project, submission

app_name = "projects"
urlpatterns = [
    *board.urlpatterns,
    *opinion.urlpatterns,
    *submission.urlpatterns,
    *project.urlpatterns,  # the sheet answers to every word that is left
]
