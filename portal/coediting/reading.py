"""What other apps ask of a document: its committed text, in three forms."""

from . import content, rendering, shown, store
from .actions import close_document, create_document, reopen_document, replace_content, rewrite, talk_changed
from .breaks import spelled_out
from .codes import give_codes
from .content import State
from .counting import column_shares, outline, targets
from .images import add_image, for_paper, images_in, keep_image, prepared_image
from .mentions import with_names
from .parting import parted
from .proposing import Level, Overtaken, Proposal, propose
from .rendering import level_label, part_label, text
from .rewording import Fixed, wordings
from .salvage import valid
from .schema import UnknownContent
from .store import Gap
from .suggested import suggestions

__all__ = [
    "Fixed",
    "Gap",
    "Level",
    "Overtaken",
    "Proposal",
    "UnknownContent",
    "add_image",
    "as_html",
    "as_json",
    "as_json_at",
    "as_text",
    "close_document",
    "column_shares",
    "create_document",
    "for_paper",
    "give_codes",
    "html",
    "images_in",
    "keep_image",
    "level_label",
    "outline",
    "part_label",
    "parted",
    "prepared_image",
    "propose",
    "reopen_document",
    "replace_content",
    "rewrite",
    "sections",
    "spelled_out",
    "state",
    "suggestions",
    "talk_changed",
    "targets",
    "text",
    "valid",
    "with_names",
    "wordings",
]


def state(document) -> State:
    """The committed text as the editor's JSON, with the number of the change it stands at."""
    stored = store.read(document.pk)
    return State(stored.epoch, stored.seq, with_names(content.as_json(stored.doc())))


def as_json(document) -> dict:
    """The committed text as the editor's JSON: `{"type": "doc", "content": […]}`."""
    return with_names(content.as_json(store.read(document.pk).doc()))


def as_json_at(document, moment) -> dict | None:
    """The text as it stood at a moment; None where it was empty, or the log does not reach so far back any more."""
    stored = store.read_at(document.pk, moment)
    return with_names(content.as_json(stored.doc())) if stored else None


def html(text: dict, **choices) -> str:
    """A text that was read or kept, as safe HTML with the present names of whom it mentions; see `rendering.html`."""
    return rendering.html(with_names(text), **choices)


def as_html(document, *, numbered: bool = True, top_heading: int = 2) -> str:
    """The committed text as safe HTML; see `rendering.html` for the two choices."""
    return shown.as_html(document, numbered=numbered, top_heading=top_heading)


def as_text(document) -> str:
    """The committed text as plain text, for search."""
    return rendering.text(as_json(document))


def sections(document) -> list[dict]:
    """The headings with their computed numbers; see `rendering.sections`."""
    return rendering.sections(as_json(document))
