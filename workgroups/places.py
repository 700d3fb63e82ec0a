"""The places of a text that comments and errata are about: the whole, its sections, its requirements."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal import coediting

from .enums import Anchors

LONGEST = 300
SHOWN = 80  # characters of a requirement's statement in a list to choose from


@dataclass(frozen=True)
class Place:
    """`anchor` is its id in the rendered text, `label` how it is called there, `rank` where it stands."""

    kind: str
    anchor: str
    label: str
    rank: int


def places(content: dict) -> list[Place]:
    """The sections and requirements of a text, in its order."""
    found = []
    for rank, entry in enumerate(coediting.outline(content), start=1):
        if not entry["anchor"]:
            continue
        kind = Anchors.SECTION if entry["kind"] == "heading" else Anchors.REQUIREMENT
        found.append(Place(kind, entry["anchor"], f"{entry['label']} {entry['title']}".strip()[:LONGEST], rank))
    return found


def choices(content: dict) -> list[tuple[str, str]]:
    """What a form offers; an empty value is the whole text."""
    listed = [(place.anchor, _shortened(place.label)) for place in places(content)]
    return [("", _("The whole text")), *listed]


def find(content: dict, anchor: str) -> Place:
    """The place of an anchor; the whole text where there is none such."""
    whole = Place(Anchors.WHOLE, "", "", 0)
    return next((place for place in places(content) if anchor and place.anchor == anchor), whole)


def _shortened(label):
    return label if len(label) <= SHOWN else f"{label[: SHOWN - 1]}…"
