"""How long originals are kept: some years after the end of a project, as the association decided and announced."""

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import threads
from portal.files.fields import private_storage

from .models import Deliverable, Deposit, DraftFile, OpinionFile, Preview, Project, ProjectSettings
from .talk import discussions_of

logger = logging.getLogger(__name__)


def kept_until(project) -> date | None:
    """The last day on which the project's originals are kept; None as long as it goes on."""
    if project.closed_on is None:
        return None
    return years_after(project.closed_on, ProjectSettings.load().retention_years)


def years_after(day: date, years: int) -> date:
    """The same day some years later; the 28th of February for the 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def in_words(project) -> str:
    """The announcement, in the form and in the receipts."""
    if until := kept_until(project):
        return _("The originals are kept until %(date)s.") % {"date": date_format(until, "DATE_FORMAT")}
    years = ProjectSettings.load().retention_years
    sentence = ngettext(
        "The originals are kept until %(years)s year after the end of the project.",
        "The originals are kept until %(years)s years after the end of the project.",
        years,
    )
    return sentence % {"years": years}


def delete_old_originals(today: date | None = None) -> int:
    """Deletes the originals past their day, their pictures with them; names, sizes and checksums stay.

    Whatever was handed in or said goes: pieces, withdrawn or not, what came by links or waited for a visa, the files
    of opinions and of discussions. How many.
    """
    today, deleted = today or timezone.localdate(), 0
    for project in Project.objects.filter(closed_on__lt=today):
        if kept_until(project) < today:
            deleted += _delete(project)
    return deleted


@transaction.atomic
def _delete(project):
    rows = Deliverable.objects.filter(submission__milestone__project=project, removed_at=None)
    others = [
        Deposit.objects.filter(link__milestone__project=project),
        OpinionFile.objects.filter(request__submission__milestone__project=project),
        DraftFile.objects.filter(milestone__project=project),
    ]
    names = set(rows.values_list("file", flat=True))
    checksums = set(rows.values_list("sha256", flat=True))
    count = rows.update(file="", removed_at=timezone.now())
    for files in others:
        kept = files.exclude(file="")
        names |= set(kept.values_list("file", flat=True))
        count += kept.update(file="")
    for kind, identifiers in discussions_of(project):
        count += threads.forget_files(kind, identifiers)
    still_kept = Deliverable.objects.filter(sha256__in=checksums, removed_at=None).values("sha256")
    Preview.objects.filter(sha256__in=checksums).exclude(sha256__in=still_kept).delete()
    transaction.on_commit(lambda: [private_storage().delete(name) for name in names if name])
    if count:
        logger.info("deleted %s originals of %s: the announced period is over", count, project.slug)
    return count
