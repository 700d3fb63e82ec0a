"""What stands in a line: from pandoc's inlines to the editor's text nodes."""

import re

MARKS = {"Emph": "italic", "Strong": "bold", "Underline": "underline", "Strikeout": "strike"}
QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
ADDRESS = re.compile(r"(?:https?:|mailto:|tel:)\S{1,1900}", re.IGNORECASE)
LONGEST_FOOTNOTE = 2000
# The editor has no raised letters; Unicode has those of units, powers and formulas.
RAISED = {
    "Superscript": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "Subscript": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
ORDER = ("link", "bold", "italic", "strike", "underline")  # the schema's own


class Line:
    """The nodes of a line: runs of text with the same marks are one node; images wait to stand before or after it."""

    def __init__(self, image, references):
        self.image, self.references = image, references
        self.nodes: list[dict] = []
        self.images: list[dict] = []
        self.images_before: list[dict] = []

    def add(self, inlines, marks=()):
        """Takes pandoc's inlines, under marks."""
        for inline in inlines:
            self._add_one(inline["t"], inline.get("c"), marks)
        return self

    def _add_one(self, kind, content, marks):
        match kind:
            case "Str":
                self.text(content, marks)
            case "Space" | "SoftBreak":
                self.text(" ", marks)
            case "LineBreak":
                self.nodes.append({"type": "hardBreak"})
            case "Emph" | "Strong" | "Underline" | "Strikeout":
                self.add(content, (*marks, (MARKS[kind], None)))
            case "Superscript" | "Subscript":
                raised = _raised(plain(content), kind)
                self.add([{"t": "Str", "c": raised}] if raised else content, marks)
            case "SmallCaps":
                self.add(content, marks)
            case "Span" | "Cite":
                self.add(content[1], marks)
            case "Quoted":
                before, after = QUOTES[content[0]["t"]]
                self.text(before, marks)
                self.add(content[1], marks)
                self.text(after, marks)
            case "Code" | "Math":
                self.text(content[1], marks)
            case "Link":
                self.link(content[1], content[2][0], marks)
            case "Note":
                self.nodes.append({"type": "footnote", "attrs": {"text": plain(content)[:LONGEST_FOOTNOTE]}})
            case "Image":
                wait = self.images if any(node.get("text", "x").strip() for node in self.nodes) else self.images_before
                wait += self.image(content)

    def link(self, shown, address, marks):
        """A link to elsewhere; one to a place in the file may be a reference."""
        if ADDRESS.fullmatch(address):
            self.add(shown, (*marks, ("link", address)))
        elif address.startswith("#"):
            inner = Line(self.image, self.references).add(shown, marks)
            self.nodes.append(self.references.link(address[1:], inner.nodes))
            self.images += inner.images_before + inner.images
        else:
            self.add(shown, marks)

    def text(self, text, marks):
        """Adds words to the run before where it has the same marks."""
        if not text:
            return
        drawn = _drawn(marks)
        last = self.nodes[-1] if self.nodes else None
        if last and last["type"] == "text" and last.get("marks", []) == drawn:
            last["text"] += text
        else:
            self.nodes.append({"type": "text", "text": text, **({"marks": drawn} if drawn else {})})


def _raised(words, kind):
    """Raised or lowered where every letter can be ("m²", "CO₂"), else nothing ("1er")."""
    letters = RAISED[kind]
    return words.translate(letters) if all(ord(letter) in letters for letter in words) else ""


def _drawn(marks):
    named = dict(marks)
    return [
        {"type": name, **({"attrs": {"href": named[name]}} if name == "link" else {})}
        for name in ORDER
        if name in named
    ]


def plain(part) -> str:
    """The words of any part of pandoc's tree, blocks parted by a space."""
    return " ".join("".join(_words(part)).split())


def anchors_in(part):
    """The names under which links lead into a part of pandoc's tree."""
    if isinstance(part, list):
        for each in part:
            yield from anchors_in(each)
    elif isinstance(part, dict):
        if part.get("t") == "Span" and part["c"][0][0]:
            yield part["c"][0][0]
        yield from anchors_in(part.get("c"))


def _words(part):
    if isinstance(part, list):
        for each in part:
            yield from _words(each)
        return
    if not isinstance(part, dict):
        return
    kind, content = part.get("t"), part.get("c")
    if kind == "Str":
        yield content
    elif kind in ("Space", "SoftBreak", "LineBreak"):
        yield " "
    elif kind in ("Code", "Math", "CodeBlock"):
        yield content[1]
    elif content is not None and kind != "Note":
        yield from _words(content)
        if kind in ("Para", "Plain", "Header"):
            yield " "
