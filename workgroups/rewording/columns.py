"""Which column is what, on the way out and back."""

from django.utils.translation import gettext as _

from portal import coediting

PARTS = ("requirementStatement", "requirementCheck", "requirementRationale")
HIDDEN_TITLE = "portail-it77"
# Fixed words in no language: this sheet is read by us alone. Digests of the texts, then stamps of the parts.
HIDDEN = (
    "it77 document",
    "it77 code",
    "it77 level",
    *(f"it77 text {part}" for part in PARTS),
    *(f"it77 stamp {part}" for part in PARTS),
)


def about(part: str, reason) -> str:
    """Why a part of a requirement cannot be taken."""
    return _("%(part)s: %(reason)s") % {"part": coediting.part_label(part), "reason": reason}


def recognised() -> dict[str, list[str]]:
    """The headers of the sheet that people write in, by what they are for."""
    return {"code": [_("Code")], "level": [_("Level")]} | {part: [coediting.part_label(part)] for part in PARTS}
