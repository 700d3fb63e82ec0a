"""The addresses under /projets/ that are not pages, one module a subject; the list itself is a page of the site."""

from . import (
    application,
    board,
    closing,
    course,
    deposit,
    funding,
    history,
    library,
    meeting,
    opinion,
    project,
    study,
    submission,
    talking,
    visas,
)

app_name = "projects"
urlpatterns = [
    *application.urlpatterns,
    *board.urlpatterns,
    *course.urlpatterns,
    *deposit.urlpatterns,
    *opinion.urlpatterns,
    *study.model_urlpatterns,
    *meeting.urlpatterns,
    *study.urlpatterns,
    *funding.urlpatterns,
    *library.urlpatterns,
    *submission.urlpatterns,
    *talking.urlpatterns,
    *closing.urlpatterns,
    *visas.urlpatterns,
    *history.urlpatterns,
    *project.urlpatterns,  # the sheet answers to every word that is left
]
