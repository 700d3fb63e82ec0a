"""The addresses under /projets/ that are not pages, one module a subject; the list itself is a page of the site."""

from . import application, board, course, deposit, project, submission

app_name = "projects"
urlpatterns = [
    *application.urlpatterns,
    *board.urlpatterns,
    *course.urlpatterns,
    *deposit.urlpatterns,
    *submission.urlpatterns,
    *project.urlpatterns,  # the sheet answers to every word that is left
]
