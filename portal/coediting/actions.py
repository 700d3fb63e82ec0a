"""What the server does to a document: make one, put another content in its place."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from . import store
from .codes import change_by, keep_own, with_codes
from .content import State, append, as_json, first_update, fragment
from .images import brought_in
from .models import Document, Snapshot, Update
from .salvage import Salvaged, salvage
from .schema import SCHEMA_VERSION


@transaction.atomic
def create_document(
    kind: str, *, by, content: dict | None = None, model: Document | None = None, pictures: Mapping | None = None
) -> Document:
    """A new document of `kind`; `content` is the editor's JSON, written here as its first update, or None.

    No client ever seeds a document: two that did would each bring the text once. Where the text is that of a `model`
    everybody may begin from, its images come along, whether `by` may read the model itself or not; so do `pictures`,
    rows of another app by the address in the text (`stored`, `content_type`, `size`, `sha256`). Raises UnknownContent.
    """
    document = Document.objects.create(kind=kind, created_by=by, schema_version=SCHEMA_VERSION)
    _write_first(document, brought_in(document, content, by=by, model=model, pictures=pictures), by)
    return document


@transaction.atomic
def replace_content(document: Document, content: dict | None, *, by) -> Document:
    """Puts `content` in place of the whole text (restore, import, repair) as a new epoch; returns the fresh document.

    Every open client is told within a second to drop its local copy (4409): merging it would bring everything twice.
    The former epoch's updates and snapshots stay. Requirements keep the codes that are this document's and get others
    in place of those that are not. Raises UnknownContent.
    """
    content = with_codes(document, content)
    document = Document.objects.select_for_update().get(pk=document.pk)
    document.epoch += 1
    document.last_seq = document.state_bytes = 0
    document.schema_version = SCHEMA_VERSION
    document.save(update_fields=["epoch", "last_seq", "state_bytes", "schema_version"])
    _write_first(document, brought_in(document, content, by=by), by)
    return document


@transaction.atomic
def rewrite(document: Document, content: dict, *, by) -> None:
    """Writes `content` over the whole text as one more change by `by`, in the same epoch; nobody has it open."""
    content = with_codes(document, content)
    document = Document.objects.select_for_update().get(pk=document.pk)
    doc = store.read(document.pk).doc()
    blocks = fragment(doc)

    def edit():
        del blocks.children[0 : len(blocks.children)]
        append(blocks, content["content"])

    keep_own(document, change_by(doc, edit), author=by)


@transaction.atomic
def close_document(document: Document) -> State:
    """Closes the text to everybody until `reopen_document`: not one change more is committed. Returns what it holds.

    Who is writing becomes a reader within a second; what is not acknowledged by then is offered to them as a copy.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    document.is_closed = True
    document.save(update_fields=["is_closed"])
    stored = store.read(document.pk)
    return State(stored.epoch, stored.seq, as_json(stored.doc()))


def reopen_document(document: Document) -> None:
    """Lets those who have the right write again."""
    Document.objects.filter(pk=document.pk).update(is_closed=False)


def talk_changed(document: Document) -> None:
    """Tells the pages that have the document open, within a second, that its comments changed.

    Call it last in the transaction that changes them: it holds the document's row.
    """
    Document.objects.filter(pk=document.pk).update(talk=F("talk") + 1)


def _write_first(document, content, by):
    data = first_update(content)
    if data is None:
        return
    Update.objects.create(
        document=document, epoch=document.epoch, seq=1, data=data, author=by, schema_version=SCHEMA_VERSION
    )
    document.last_seq, document.state_bytes = 1, len(data)
    document.save(update_fields=["last_seq", "state_bytes"])


class WrittenMeanwhile(RuntimeError):
    """Somebody writes in the document that is being repaired: nothing was changed."""


@transaction.atomic
def repair(document: Document) -> Salvaged:
    """Puts what can be read of a damaged document in its place, as a new epoch; returns what was saved and dropped.

    The damaged log and snapshots stay under the former epoch. Raises WrittenMeanwhile.
    """
    document.refresh_from_db()
    epoch = document.epoch
    saved = salvage(document)
    replace_content(document, saved.content, by=None)
    rows = [model.objects.filter(document=document, epoch=epoch).count() for model in (Snapshot, Update)]
    if sum(rows) != saved.rows:
        raise WrittenMeanwhile(str(document))
    return saved
