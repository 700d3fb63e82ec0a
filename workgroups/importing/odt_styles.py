"""What the styles of an .odt say of letters, paragraphs and lists."""

from dataclasses import dataclass, field

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
INCHES = {"in": 1, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72, "pc": 1 / 6}
LONGEST_CHAIN = 20  # styles may be written to inherit from one another in a circle


@dataclass
class Styles:
    """The styles of a document by family and name; `text_inches` is the width of its lines."""

    named: dict = field(default_factory=dict)
    lists: dict = field(default_factory=dict)
    automatic: set = field(default_factory=set)
    text_inches: float = 6.5

    def letters(self, name):
        """pandoc's names of what a style of letters says: {"Strong": True, "Emph": False…}."""
        found = {}
        for style in reversed(self._chain("text", name)):
            found |= _letters(style)
        return found

    def own_letters(self, name):
        """The same of a paragraph that somebody made bold as a whole: what only a style of its own says."""
        style = self.named.get(("paragraph", name))
        return _letters(style) if style is not None and ("paragraph", name) in self.automatic else {}

    def names(self, name):
        """What a paragraph's style and those it comes from are called, the nearest first."""
        return [name, *(style.get(f"{STYLE}parent-style-name") for style in self._chain("paragraph", name))]

    def alignment(self, name):
        """ "AlignRight", "AlignCenter" or "AlignDefault"."""
        for style in self._chain("paragraph", name):
            said = style.find(f"{STYLE}paragraph-properties")
            if said is not None and (align := said.get(f"{FO}text-align")):
                return {"end": "AlignRight", "right": "AlignRight", "center": "AlignCenter"}.get(align, "AlignDefault")
        return "AlignDefault"

    def list_of(self, name):
        """The style of list that a paragraph's style names, or None."""
        for style in self._chain("paragraph", name):
            if (said := style.get(f"{STYLE}list-style-name")) is not None:
                return said or None
        return None

    def level(self, name, depth):
        """Whether a list is numbered at a depth (from 1), and at which number it begins."""
        level = self.lists.get(name, {}).get(str(depth))
        if level is None or level.tag != f"{TEXT}list-level-style-number" or not level.get(f"{STYLE}num-format"):
            return False, 1
        return True, number(level.get(f"{TEXT}start-value"), 1)

    def _chain(self, family, name):
        found = []
        while name and len(found) < LONGEST_CHAIN and (style := self.named.get((family, name))) is not None:
            found.append(style)
            name = style.get(f"{STYLE}parent-style-name")
        return found


def read_styles(*roots) -> Styles:
    """The styles of the parts of a document, the later ones before the earlier."""
    found = Styles()
    for root in roots:
        for style in root.iter(f"{STYLE}style"):
            key = (style.get(f"{STYLE}family"), style.get(f"{STYLE}name"))
            found.named[key] = style
            if style.getparent().tag == f"{OFFICE}automatic-styles":
                found.automatic.add(key)
        for style in root.iter(f"{TEXT}list-style"):
            levels = {level.get(f"{TEXT}level"): level for level in style}
            found.lists[style.get(f"{STYLE}name")] = levels
        for page in root.iter(f"{STYLE}page-layout-properties"):
            found.text_inches = _text_inches(page) or found.text_inches
            break
    return found


def _letters(style):
    said = style.find(f"{STYLE}text-properties")
    if said is None:
        return {}
    found = {}
    if weight := said.get(f"{FO}font-weight"):
        found["Strong"] = weight == "bold" or number(weight, 0) >= 600
    if slant := said.get(f"{FO}font-style"):
        found["Emph"] = slant in ("italic", "oblique")
    if line := said.get(f"{STYLE}text-underline-style"):
        found["Underline"] = line != "none"
    if line := said.get(f"{STYLE}text-line-through-style") or said.get(f"{STYLE}text-line-through-type"):
        found["Strikeout"] = line != "none"
    if place := said.get(f"{STYLE}text-position"):
        first = place.split()[0]
        found["Superscript"] = first == "super" or number(first.rstrip("%"), 0) > 0
        found["Subscript"] = first == "sub" or number(first.rstrip("%"), 0) < 0
    return found


def _text_inches(page):
    width = inches(page.get(f"{FO}page-width"))
    margin = page.get(f"{FO}margin")
    left, right = (inches(page.get(f"{FO}margin-{side}") or margin) for side in ("left", "right"))
    return width - left - right if width > left + right + 1 else 0


def inches(written) -> float:
    """A length such as "8cm" in inches; 0 where it is none."""
    written = written or ""
    size = written.rstrip("abcdefghijklmnopqrstuvwxyz%")
    try:
        return float(size) * INCHES.get(written[len(size) :], 0)
    except ValueError:
        return 0


def number(written, otherwise) -> int:
    """A whole number, or `otherwise` where it is none."""
    try:
        return int(float(written))
    except (TypeError, ValueError, OverflowError):
        return otherwise
