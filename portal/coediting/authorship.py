"""Who wrote a passage, and when: Yjs numbers the letters of each client, and the log says whose update brought them.

The log's `author` is the session's person; what a browser says of itself is not believed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import hours

from .content import SERVER_CLIENT
from .encoding import Malformed
from .models import Authorship, Document, Update
from .updates import examine

PASSAGE = re.compile(r"(\d{1,16})\.(\d{1,10})\.(\d{1,10})")  # client, first letter, number of letters
MOST_PASSAGES = 500
SITTING = timedelta(minutes=30)  # what one person writes without a longer pause is told as one


@dataclass
class Span:
    """Letters `begin` to `end` (not included) of a client."""

    client: int
    begin: int
    end: int
    author: int | None = None
    at: datetime | None = None


def read_ranges(text: str) -> list[Span]:
    """The passages a page asks about: `client.clock.length`, parted by commas. Raises ValueError."""
    pieces = [piece for piece in text.split(",") if piece]
    if not pieces or len(pieces) > MOST_PASSAGES:
        raise ValueError("no passages, or too many")
    found = []
    for piece in pieces:
        match = PASSAGE.fullmatch(piece)
        if match is None:
            raise ValueError(f"not a passage: {piece[:40]}")
        client, begin, length = map(int, match.groups())
        found.append(Span(client, begin, begin + length))
    return found


def authors_of(document: Document, passages: list[Span]) -> list[dict]:
    """Who wrote in these passages: name, letters, and in words from when to when; the last to write first."""
    clients = {passage.client for passage in passages}
    written = [*_kept(document, clients), *_logged(document, clients)]
    by_author: dict = {}
    for passage in passages:
        for span in written:
            letters = min(passage.end, span.end) - max(passage.begin, span.begin)
            if span.client == passage.client and letters > 0:
                row = by_author.setdefault(_who(document, span), [0, span.at, span.at])
                row[0] += letters
                row[1], row[2] = min(row[1], span.at), max(row[2], span.at)
    people = get_user_model().objects.in_bulk({author for _kind, author in by_author if author})
    rows = sorted(by_author.items(), key=lambda item: item[1][2], reverse=True)
    return [
        {"name": _name(kind, people.get(author)), "letters": letters, "when": _when(first, last)}
        for (kind, author), (letters, first, last) in rows
    ]


def _who(document, span):
    """Letters of the server's own client came with a restored version, an import or a model: not by who did that."""
    return ("put" if span.client == SERVER_CLIENT else "wrote", span.author)


def _name(kind, person):
    name = str(person) if person else _("Somebody who is no longer known")
    if kind == "put":
        return _("Text put here as a whole (beginning, version restored or import) by %(person)s") % {"person": name}
    return name


def _when(first, last):
    first, last = timezone.localtime(first), timezone.localtime(last)
    if first.date() == last.date():
        return hours.moment(last)
    return _("from %(first)s to %(last)s") % {"first": date_format(first), "last": date_format(last)}


def _kept(document, clients) -> Iterator[Span]:
    rows = Authorship.objects.filter(document=document, epoch=document.epoch, client__in=clients)
    for row in rows:
        yield Span(row.client, row.begin, row.end, row.author_id, row.at)


def _logged(document, clients) -> Iterator[Span]:
    updates = Update.objects.filter(document=document, epoch=document.epoch).order_by("seq")
    for span in spans_in(updates.iterator()):
        if span.client in clients:
            yield span


def spans_in(updates: Iterable[Update]) -> Iterator[Span]:
    """The letters that updates brought."""
    for update in updates:
        try:
            extent = examine(bytes(update.data))
        except Malformed:
            continue
        for client, end in extent.ends.items():
            begin = extent.begins.get(client, 0)
            if end > begin:
                yield Span(client, begin, end, update.author_id, update.committed_at)


def keep_authorship(updates) -> None:
    """Notes who wrote what compaction is about to take away: one row for what one person wrote without a long pause."""
    kept: list[Authorship] = []
    open_rows: dict[int, Authorship] = {}
    for update in updates.order_by("seq").iterator():
        for span in spans_in([update]):
            row = open_rows.get(span.client)
            if row and row.author_id == span.author and row.end == span.begin and span.at - row.at < SITTING:
                row.end = span.end
                continue
            row = open_rows[span.client] = Authorship(
                document_id=update.document_id,
                epoch=update.epoch,
                client=span.client,
                begin=span.begin,
                end=span.end,
                author_id=span.author,
                at=span.at,
            )
            kept.append(row)
    Authorship.objects.bulk_create(kept, batch_size=500)
