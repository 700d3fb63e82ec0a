"""The addresses under /projets/ that are not pages, one module a subject; the list itself is a page of the site."""

from . import board, closing, history, library, project, submission, visas

app_name = "projects"
urlpatterns = [
    *board.urlpatterns,
    *library.urlpatterns,
    *submission.urlpatterns,
    *closing.urlpatterns,
    *visas.urlpatterns,
    *history.urlpatterns,
    *project.urlpatterns,  # the sheet answers to every word that is left
]
