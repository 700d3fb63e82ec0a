"""A text cut into what search finds: its sections and its requirements."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portal import coediting
from portal.text import fold

from .enums import PassageKinds
from .models import Passage

LONGEST_WORD = 64  # characters; longer ones are found by their beginning
LONGEST_PLACE = 300
HEADED = ("heading", "requirement")


@dataclass
class Cut:
    """One passage while its text is put together."""

    kind: str
    anchor: str = ""
    code: str = ""
    level: str = ""
    section: str = ""
    lines: list[str] = field(default_factory=list)


def passages(content: dict, title: str) -> Iterator[Passage]:
    """The passages of a text, not saved; what stands before the first heading belongs to the document's title.

    Names of mentioned people are left out: they are looked up when a text is shown, and kept nowhere else.
    """
    for order, cut in enumerate(_cuts(content)):
        body = "\n".join(line for line in cut.lines if line)
        headed = fold(f"{cut.code} {cut.section}" if cut.section or cut.code else title)
        yield Passage(
            order=order,
            kind=cut.kind,
            anchor=cut.anchor,
            code=cut.code,
            level=cut.level,
            section=cut.section,
            body=body,
            title_folded=headed,
            words=words_of(f"{headed} {fold(body)}"),
        )


def words_of(folded: str) -> str:
    """Each word once, with a space before the first too: a word is then found by its beginning after a space."""
    return "".join(f" {word}" for word in dict.fromkeys(word[:LONGEST_WORD] for word in folded.split()))


def _cuts(content) -> list[Cut]:
    known, outline = coediting.targets(content), iter(coediting.outline(content))
    section = Cut(PassageKinds.SECTION)
    cuts = [section]
    for block in content.get("content", []):
        entries = [next(outline) for _heading in _headed(block)]
        text = coediting.text(_without_names(block), known=known)
        if block["type"] == "requirement":
            cuts.append(_requirement(entries[0], section.section, text))
        elif entries:  # a heading; or, in a quotation or a table, several, of which the last goes on
            for entry in entries:
                section = _section(entry)
                cuts.append(section)
            section.lines += [] if block["type"] == "heading" else [text]
        else:
            section.lines.append(text)
    return [cut for cut in cuts if cut.section or cut.anchor or any(cut.lines)]


def _section(entry):
    place = f"{entry['label']} {entry['title']}"[:LONGEST_PLACE]
    return Cut(PassageKinds.SECTION, anchor=entry["anchor"] or "", section=place)


def _requirement(entry, section, text):
    code = entry["label"] if entry["anchor"] == entry["label"] else ""  # one without a code has words in its place
    body = text.split("\n", 1)[1] if "\n" in text else ""
    return Cut(
        PassageKinds.REQUIREMENT,
        anchor=entry["anchor"] or "",
        code=code,
        level=entry["level"] or "mandatory",
        section=section,
        lines=[body],
    )


def _headed(node):
    if node["type"] in HEADED:
        yield node
    for child in node.get("content", []):
        yield from _headed(child)


def _without_names(node):
    """The block without its mentions."""
    if "content" not in node:
        return node
    kept = [_without_names(child) for child in node["content"] if child["type"] != "mention"]
    return node | {"content": kept}
