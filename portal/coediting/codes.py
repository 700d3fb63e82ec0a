"""Codes of requirements: given by the server, one change of its own after the change that brought the requirement."""

from collections.abc import Callable

from django.db import transaction
from pycrdt import Doc, XmlElement

from . import kinds, store
from .content import fragment
from .models import Document, Update
from .schema import SCHEMA_VERSION

NODE, ATTRIBUTE = "requirement", "code"


def requirements(doc: Doc, last: frozenset = frozenset()) -> list[XmlElement]:
    """The requirements of a text in order, those in `last` after all others: of two with one code the older keeps it.

    They stand only at the top of a text.
    """
    found = [child for child in fragment(doc).children if isinstance(child, XmlElement) and child.tag == NODE]
    return sorted(found, key=lambda element: element in last) if last else found


def code_of(element: XmlElement) -> str | None:
    """The code that a requirement bears."""
    return element.attributes.get(ATTRIBUTE)


def write_codes(elements: list[XmlElement], given: list[str | None]) -> bool:
    """Writes what was given; whether anything changed. Call it in a transaction of the document."""
    changed = [(element, code) for element, code in zip(elements, given, strict=True) if code_of(element) != code]
    for element, code in changed:
        if code is None:
            del element.attributes[ATTRIBUTE]
        else:
            element.attributes[ATTRIBUTE] = code
    return bool(changed)


def ask(document_id, borne: list[str | None]) -> list[str | None]:
    """The codes the requirements of a document are to bear; on a thread. Raises Document.DoesNotExist."""
    return kinds.codes(Document.objects.values_list("kind", flat=True).get(pk=document_id), document_id, borne)


@transaction.atomic
def give_codes(document: Document) -> None:
    """Gives codes in a text that the server wrote, as a change of its own; open pages get it within a second.

    The kind's own row is locked before the document's: whoever locks both does it in this order.
    """
    stored = store.read(document.pk)
    doc = stored.doc()
    given = ask(document.pk, [code_of(each) for each in requirements(doc)])
    document = Document.objects.select_for_update().get(pk=document.pk)
    if (document.epoch, document.last_seq) != (stored.epoch, stored.seq):  # written in meanwhile
        doc = store.read(document.pk).doc()
        given = ask(document.pk, [code_of(each) for each in requirements(doc)])
    change = change_by(doc, lambda: write_codes(requirements(doc), given))
    if change is not None:
        keep_own(document, change)


def with_codes(document: Document, content: dict | None) -> dict | None:
    """`content` (the editor's JSON) with the codes its requirements are to bear in this document."""
    nodes = (content or {}).get("content", [])
    found = [node for node in nodes if node.get("type") == NODE]
    if not found:
        return content
    given = iter(ask(document.pk, [node.get("attrs", {}).get(ATTRIBUTE) for node in found]))
    coded = [
        node | {"attrs": node.get("attrs", {}) | {ATTRIBUTE: next(given)}} if node.get("type") == NODE else node
        for node in nodes
    ]
    return content | {"content": coded}


def keep_own(document: Document, change: bytes, *, author=None) -> None:
    """Adds a change that the server made to a document's log; the row is locked by the caller."""
    document.last_seq += 1
    document.state_bytes += len(change)
    document.save(update_fields=["last_seq", "state_bytes"])
    Update.objects.create(
        document=document,
        epoch=document.epoch,
        seq=document.last_seq,
        data=change,
        author=author,
        schema_version=SCHEMA_VERSION,
    )


def change_by(doc: Doc, edit: Callable) -> bytes | None:
    """What `edit()` changes in a text, in one step; None where it changed nothing."""
    found: list[bytes] = []
    subscription = doc.observe(lambda event: found.append(event.update))
    with doc.transaction():
        edit()
    doc.unobserve(subscription)
    return found[-1] if found else None
