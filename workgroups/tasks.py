"""What runs by itself."""

import logging
from datetime import timedelta
from functools import partial

from django.utils import timezone
from django_tasks import task

from portal import schedule

from .actions import (
    GroupRefusal,
    bringing_in,
    close_consultation,
    close_vote,
    index_texts,
    keep_automatic_versions,
    open_planned,
    remind_of_actions,
    send_weeks,
    thin_versions,
)
from .actions.consulting import tell
from .models import Consultation, ConsultationPlan, TextImport, Vote
from .publishing import errata_without_file, make_erratum_file, make_files, without_files

logger = logging.getLogger(__name__)
REMIND_BEFORE = timedelta(days=2)


@task(priority=10)
def read_text(pk):
    """A file that somebody sent becomes a text: before mails and papers, for somebody waits before a screen."""
    if kept := TextImport.objects.filter(pk=pk).first():
        bringing_in.read_file(kept)


@schedule.every(minutes=1)
def give_up_lost_files():
    """Files whose reading was cut off."""
    bringing_in.give_up_lost()


@schedule.every(hours=6)
def forget_old_files():
    """Files that were sent long ago."""
    bringing_in.forget_old_files()


@schedule.every(minutes=10)
def keep_versions():
    """Texts that rested since somebody wrote in them."""
    keep_automatic_versions()


@schedule.every(minutes=2)
def index_what_changed():
    """The passages that search finds, of texts that rested since somebody wrote in them."""
    index_texts()


@schedule.every(hours=24)
def thin_old_versions():
    """Of old automatic versions one a day stays, of very old ones one a week."""
    thin_versions()


@schedule.every(minutes=5)
def close_steps():
    """Consultations, votes and consents whose last day is over."""
    close_what_ended(timezone.localdate())


def close_what_ended(today):
    """Closes them one by one: what a person closes at the same moment is closed once."""

    def end(close, step):
        try:
            close(step)
        except GroupRefusal as refusal:
            logger.info("%s was closed meanwhile: %s", step, refusal)

    for close, model in [(close_consultation, Consultation), (close_vote, Vote)]:
        schedule.each(model.objects.past_their_end(today).select_related("specification"), partial(end, close))


@schedule.every(minutes=5)
def open_what_was_planned():
    """Consultations whose first day has come."""
    open_what_is_due(timezone.localdate())


def open_what_is_due(today):
    """Opens them one by one: what somebody changes at the same moment is looked at again under its lock."""
    plans = ConsultationPlan.objects.due(today).select_related("specification__group")
    schedule.each(plans, partial(open_planned, today=today))


@schedule.every(hours=1)
def make_missing_files():
    """The files of adopted versions and errata whose task failed."""
    for version_pk in without_files():
        make_files.enqueue(version_pk)
    for erratum_pk in errata_without_file():
        make_erratum_file.enqueue(erratum_pk)


@schedule.every(hours=1)
def remind_voters():
    """Two days before the end, from eight in the morning, whoever has not voted; once a vote."""
    now = timezone.localtime()
    if now.hour >= 8:
        remind_of_votes(now.date())


def remind_of_votes(today):
    """Those of votes that end in two days or less."""
    for vote in Vote.objects.open().filter(ends_on__range=(today, today + REMIND_BEFORE), opened_at__date__lt=today):
        silent = vote.ballots.filter(choice="", person__is_active=True).select_related("person")
        tell("vote_reminder", vote, [ballot.person for ballot in silent])


@schedule.every(hours=1)
def remind_before_actions():
    """Who has something to do is reminded before its day, from eight in the morning."""
    now = timezone.localtime()
    if now.hour >= 8:
        remind_of_actions(now.date())


@schedule.every(hours=1)
def tell_of_the_week():
    """On Monday from eight in the morning, or on Tuesday after a Monday on which nothing ran."""
    now = timezone.localtime()
    monday = now.date() - timedelta(days=now.weekday())
    if now.weekday() <= 1 and (now.weekday() or now.hour >= 8):
        send_weeks(monday)
