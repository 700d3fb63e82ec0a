"""The addresses under /projets/ that are not pages, one module a subject; the list itself is a page of the site."""

from . import application, board, project, submission

app_name = "projects"
urlpatterns = [
    *application.urlpatterns,
    *board.urlpatterns,
    *submission.urlpatterns,
    *project.urlpatterns,  # the sheet answers to every word that is left
]
