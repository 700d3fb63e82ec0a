"""The addresses under /projets/ that are not pages, one module a subject; the list itself is a page of the site."""

from . import application, board, course, project, submission

app_name = "projects"
urlpatterns = [
    *application.urlpatterns,
    *board.urlpatterns,
    *course.urlpatterns,
    *submission.urlpatterns,
    *project.urlpatterns,  # the sheet answers to every word that is left
]
