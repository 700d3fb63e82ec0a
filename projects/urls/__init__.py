"""The addresses under /projets/ that are not pages, one module a subject; the list itself is a page of the site."""

from . import board, project, submission, talking

app_name = "projects"
urlpatterns = [
    *board.urlpatterns,
    *submission.urlpatterns,
    *talking.urlpatterns,
    *project.urlpatterns,  # the sheet answers to every word that is left
]
