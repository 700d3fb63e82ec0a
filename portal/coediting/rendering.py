"""The text for those who only read: HTML by an allow-list."""

from collections.abc import Callable, Iterator

from django.utils.html import escape
from django.utils.translation import gettext as _

from . import breaks, counting
from .attributes import IMAGE
from .counting import sections
from .marking import marked
from .plain import reference_label, text

__all__ = ["html", "sections", "text"]

BLOCKS = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "bulletList": "ul",
    "orderedList": "ol",
    "listItem": "li",
    "table": "table",
    "tableRow": "tr",
    "tableHeader": "th",
    "tableCell": "td",
}
PARTS = ("requirementStatement", "requirementCheck", "requirementRationale")
EMPTY = {"horizontalRule": "<hr>", "hardBreak": "<br>"}


def html(
    content: dict,
    *,
    numbered: bool = True,
    top_heading: int = 2,
    place_link: Callable[[dict], tuple[str, str, str]] | None = None,
    image_address: Callable[[str], str] = str,
) -> str:
    """The editor's JSON as HTML. What the allow-list does not name is left out, its text kept.

    `top_heading` is the level given to the text's first level of headings (the page's title is above it);
    `numbered` writes section numbers, which are computed, never stored, before each heading. Requirements have their
    code as id, headings their own; footnotes are listed at the end; suggestions show, comments do not.
    `place_link` is asked for each heading and requirement (its entry of `outline`) and answers the address, the words
    shown and the words read aloud of a link beside it. `image_address` is given the address of each image in the text
    and answers the one to show it from.
    """
    return _Html(content, numbered, top_heading, place_link, image_address).whole()


def level_label(level: str) -> str:
    """A requirement's level in words."""
    return {"mandatory": _("Mandatory"), "recommended": _("Recommended"), "optional": _("Optional")}.get(level, "")


def part_label(kind: str) -> str:
    """What a part of a requirement is called."""
    return {
        "requirementStatement": _("Statement"),
        "requirementCheck": _("Way to check"),
        "requirementRationale": _("Rationale"),
    }[kind]


class _Html:
    def __init__(self, content, numbered, top_heading, place_link, image_address):
        self.content, self.numbered, self.top_heading = content, numbered, top_heading
        self.place_link, self.image_address = place_link, image_address
        self.outline = counting.outline(content)
        self.targets = counting.targets(content)
        self.headings = iter([entry for entry in self.outline if entry["kind"] == "heading"])
        self.requirements = iter([entry for entry in self.outline if entry["kind"] == "requirement"])
        self.notes: list[str] = []

    def whole(self) -> str:
        written = "".join(self.nodes(self.content.get("content", [])))
        return written + "".join(self.list_of_notes())

    def nodes(self, nodes) -> Iterator[str]:
        for node in nodes:
            yield from self.node(node)

    def node(self, node) -> Iterator[str]:
        kind, children = node["type"], node.get("content", [])
        if kind == "text":
            yield marked(node)
        elif kind in EMPTY:
            yield EMPTY[kind]
        elif kind in BLOCKS:
            yield f"<{BLOCKS[kind]}{_attributes(node)}>"
            if kind == "table":
                yield _columns(node)
            yield from self.nodes(children)
            yield f"</{BLOCKS[kind]}>"
        elif kind in SPECIAL:
            yield from SPECIAL[kind](self, node)
        else:
            yield from self.nodes(children)

    def heading(self, node) -> Iterator[str]:
        entry = next(self.headings)
        tag = f"h{min(node['attrs']['level'] + self.top_heading - 1, 6)}"
        yield f'<{tag} id="{escape(entry["anchor"])}">'
        if self.numbered:
            yield f'<span class="section-number">{entry["number"]}</span> '
        line, below = breaks.heading_line(node.get("content", []))
        yield from self.nodes(line)
        yield from self.link_beside(entry)
        yield f"</{tag}>"
        if below:
            yield from ("<p>", *self.nodes(below), "</p>")

    def link_beside(self, entry) -> Iterator[str]:
        if self.place_link is not None and entry["anchor"]:
            address, shown, aloud = map(escape, self.place_link(entry))
            yield f' <a class="place-link" href="{address}" aria-label="{aloud}">{shown}</a>'

    def requirement(self, node) -> Iterator[str]:
        attrs = node.get("attrs", {})
        code, level, anchor = counting.code_of(attrs), attrs.get("level"), counting.requirement_anchor(attrs)
        named = f' id="{escape(anchor)}"' if anchor else ""
        label = escape(_("Requirement %(code)s") % {"code": code})
        yield f'<section class="requirement"{named} aria-label="{label}"><p class="requirement-head">'
        yield f'<span class="requirement-code">{escape(code)}</span> '
        yield f'<span class="requirement-level" data-level="{escape(level or "")}">{level_label(level)}</span>'
        yield from self.link_beside(next(self.requirements))
        yield "</p>"
        yield from self.nodes(node.get("content", []))
        yield "</section>"

    def part(self, node) -> Iterator[str]:
        if not counting.has_words(node) and node["type"] != "requirementStatement":
            return
        yield f'<div class="requirement-part"><p class="requirement-label">{part_label(node["type"])}</p>'
        yield from self.nodes(node.get("content", []))
        yield "</div>"

    def task_list(self, node) -> Iterator[str]:
        yield '<ul class="task-list">'
        yield from self.nodes(node.get("content", []))
        yield "</ul>"

    def task_item(self, node) -> Iterator[str]:
        done = bool(node.get("attrs", {}).get("checked"))
        sign, words = ("☑", _("done")) if done else ("☐", _("to do"))
        yield f'<li><span class="task-box" role="img" aria-label="{escape(words)}">{sign}</span><div>'
        yield from self.nodes(node.get("content", []))
        yield "</div></li>"

    def image(self, node) -> Iterator[str]:
        attrs = node.get("attrs", {})
        if IMAGE.fullmatch(str(attrs.get("src") or "")):
            # Widths by fives, as classes: the policy forbids style attributes.
            width = f' class="width-{round(attrs["width"] / 5) * 5}"' if attrs.get("width") else ""
            address = escape(self.image_address(attrs["src"]))
            yield f'<img src="{address}" alt="{escape(attrs.get("alt") or "")}"{width} loading="lazy">'

    def footnote(self, node) -> Iterator[str]:
        self.notes.append(str(node.get("attrs", {}).get("text") or ""))
        number = len(self.notes)
        yield f'<sup class="footnote" id="note-ref-{number}"><a href="#note-{number}">{number}</a></sup>'

    def list_of_notes(self) -> Iterator[str]:
        if not self.notes:
            return
        yield f'<section class="footnotes" aria-label="{escape(_("Notes"))}"><ol>'
        for number, note in enumerate(self.notes, start=1):
            back = escape(_("Back to the text"))
            yield f'<li id="note-{number}">{escape(note)} <a href="#note-ref-{number}" aria-label="{back}">↩</a></li>'
        yield "</ol></section>"

    def mention(self, node) -> Iterator[str]:
        yield f'<span class="mention">@{escape(node.get("attrs", {}).get("label") or "")}</span>'

    def reference(self, node) -> Iterator[str]:
        target, label = self.targets.get(node["attrs"].get("target")), reference_label(node, self.targets)
        if target and target["anchor"]:
            yield f'<a class="reference" href="#{escape(target["anchor"])}">{escape(label)}</a>'
        else:
            yield escape(label)

    def contents(self, node) -> Iterator[str]:
        del node  # it holds nothing: all is counted
        title = escape(_("Contents"))
        yield f'<nav class="contents" aria-label="{title}"><p class="contents-title">{title}</p><ul>'
        for entry in self.outline:
            if entry["kind"] == "heading":
                number = f"{entry['number']} " if self.numbered else ""
                line = f'<a href="#{escape(entry["anchor"])}">{number}{escape(entry["title"])}</a>'
                yield f'<li class="contents-{entry["level"]}">{line}</li>'
        yield "</ul></nav>"


SPECIAL = {
    "heading": _Html.heading,
    "requirement": _Html.requirement,
    "requirementStatement": _Html.part,
    "requirementCheck": _Html.part,
    "requirementRationale": _Html.part,
    "taskList": _Html.task_list,
    "taskItem": _Html.task_item,
    "image": _Html.image,
    "footnote": _Html.footnote,
    "mention": _Html.mention,
    "reference": _Html.reference,
    "tableOfContents": _Html.contents,
}


def _columns(table) -> str:
    """The columns as they were drawn in the editor; nothing where no width was set."""
    shares = counting.column_shares(table)
    columns = "".join(f'<col width="{round(share * 100)}%">' for share in shares)
    return f"<colgroup>{columns}</colgroup>" if columns else ""


def _attributes(node) -> str:
    attrs = node.get("attrs", {})
    kept = {}
    if node["type"] in ("tableCell", "tableHeader"):
        kept = {name: attrs.get(name) for name in ("colspan", "rowspan") if attrs.get(name) not in (None, 0, 1)}
    if node["type"] == "orderedList" and attrs.get("start") not in (None, 1):
        kept = {"start": attrs["start"]}
    return "".join(f' {name}="{int(value)}"' for name, value in kept.items())
