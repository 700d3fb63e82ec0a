"""Keeping the passages that search finds up with the texts."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from portal import coediting, schedule

from ..enums import SpecificationStatus
from ..models import IndexedText, Passage, Specification
from ..passages import passages

logger = logging.getLogger(__name__)
REST = timedelta(minutes=1)
LATEST = timedelta(minutes=15)  # a text in which somebody writes all day is cut this often


def index_texts(now=None):
    """Cuts anew each text that changed and has rested since, or that waits for long; the adopted ones are found by
    their version alone."""
    now = now or timezone.now()
    indexed = IndexedText.objects.filter(specification=OuterRef("pk"), version=None)
    current = indexed.filter(epoch=OuterRef("document__epoch"), seq=OuterRef("document__last_seq"))
    is_late = ~Exists(indexed.filter(at__gt=now - LATEST))
    stale = Specification.objects.exclude(status=SpecificationStatus.ADOPTED).with_last_change()
    stale = stale.filter(~Exists(current)).filter(Q(last_changed_at__lte=now - REST) | is_late)
    late_first = stale.select_related("document").order_by(F("document__last_seq"))
    schedule.each(late_first, lambda specification: index_text(specification, now))


@transaction.atomic
def index_text(specification, now=None):
    """The passages of the text one works on, as it is committed now; another process that does the same waits."""
    fresh = Specification.objects.select_for_update(of=("self",)).filter(pk=specification.pk).first()
    if fresh is None or fresh.status == SpecificationStatus.ADOPTED:
        return
    state = coediting.state(fresh.document)
    kept = {"epoch": state.epoch, "seq": state.seq, "at": now or timezone.now()}
    text, _made = IndexedText.objects.update_or_create(specification=fresh, version=None, defaults=kept)
    _fill(text, state.content, fresh.title)


def index_adopted(version):
    """In place of the document's other passages: those of the version it has just become."""
    specification = version.specification
    specification.indexed_texts.all().delete()
    text = IndexedText.objects.create(specification=specification, version=version, at=timezone.now())
    _fill(text, version.content, version.title)


def _fill(text, content, title):
    text.passages.all().delete()
    rows = list(passages(content, title))
    for row in rows:
        row.text = text
    Passage.objects.bulk_create(rows, batch_size=500)
