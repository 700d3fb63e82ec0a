"""What stands between a text and its adoption, with the places of the text where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import coediting

SHOWN = 60  # characters of a section's title
MOST = 12  # places that are named


@dataclass(frozen=True)
class Spot:
    """A section or requirement as an obstacle names it; without an `anchor` it has no address of its own."""

    label: str
    anchor: str = ""


@dataclass(frozen=True)
class Obstacle:
    """What is to be done, in a sentence: its spots stand between its two halves."""

    before: str
    spots: tuple[Spot, ...] = ()
    after: str = ""

    def __str__(self):
        return f"{self.before}{', '.join(spot.label for spot in self._named())}{self.after}"

    def linked(self, address):
        """The sentence as HTML: each spot leads to its place in the text at `address`."""
        links = (
            (format_html('<a href="{}#{}">{}</a>', address, spot.anchor, spot.label) if spot.anchor else spot.label,)
            for spot in self._named()
        )
        return format_html("{}{}{}", self.before, format_html_join(", ", "{}", links), self.after)

    def _named(self):
        """The first of its spots, and how many more there are."""
        more = len(self.spots) - MOST
        if more <= 0:
            return self.spots
        return *self.spots[:MOST], Spot(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})


def obstacle(sentence: str, spots: tuple[Spot, ...] = ()) -> Obstacle:
    """A sentence with its spots where it says `%(codes)s`, or in brackets at its end."""
    before, asks, after = sentence.partition("%(codes)s")
    if spots and not asks:
        return Obstacle(f"{sentence.removesuffix('.')} (", spots, ").")
    return Obstacle(before, spots, after)


def spots(found: Iterable[tuple[dict, dict | None]]) -> tuple[Spot, ...]:
    """Where the nodes of `placed` stand, each place once."""
    return tuple(dict.fromkeys(_spot(entry) for _node, entry in found))


def placed(content: dict) -> Iterator[tuple[dict, dict | None]]:
    """Every node with the entry of the outline it stands in: its requirement, or else its section, or None."""
    entries = iter(coediting.outline(content))
    section = None

    def walk(node, requirement):
        nonlocal section
        if node["type"] == "heading":
            section = next(entries)
        elif node["type"] == "requirement":
            requirement = next(entries)
        yield node, requirement or section
        for child in node.get("content", []):
            yield from walk(child, requirement)

    yield from walk(content, None)


def _spot(entry):
    if entry is None:
        return Spot(_("Beginning of the text"))
    words = entry["label"] if entry["kind"] == "requirement" else f"{entry['label']} {entry['title']}".strip()
    return Spot(words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…", entry["anchor"] or "")
