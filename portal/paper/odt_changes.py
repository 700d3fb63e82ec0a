"""Suggestions as LibreOffice's own tracked changes: pandoc writes none in an .odt.

`odt_marks` puts marks where one begins and where it ends. Here words that are deleted go out of the text into the list
of changes, and a paragraph that is to go on with the next does so already (OpenDocument 1.3, 5.5): what stands in the
list comes back once somebody rejects it.
"""

from dataclasses import dataclass, field

from lxml import etree

from .odt_paragraphs import TEXT, XML_ID, Deleted, H, P, fill, following, like, link_lists, nested, pieces, take_in

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
BOOKMARKS = {f"{TEXT}bookmark", f"{TEXT}bookmark-start", f"{TEXT}bookmark-end"}
ENDS = {f"{TEXT}change", f"{TEXT}change-end"}
MARK = "change77"  # with what is changed, who and when it begins, bare it ends


def with_changes(content: str) -> str:
    """content.xml with its marks as tracked changes."""
    if f"<{MARK}" not in content:
        return content
    root = etree.fromstring(content.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    changes = _Changes()
    for block in [block for block in body.iter(P, H) if block.find(MARK) is not None]:
        changes.read(block)
    if changes.regions:
        told = changes.told()
        body.insert(0, told)
        link_lists(body, told)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()


@dataclass
class _Region:
    """One change; of what is deleted the paragraphs."""

    name: str
    by: dict
    paragraphs: list = field(default_factory=list)

    def point(self, kind):
        """What stands in the text for it."""
        return etree.Element(f"{TEXT}{kind}", {f"{TEXT}change-id": self.name})

    def told(self):
        """What stands in the list of changes."""
        region = etree.Element(f"{TEXT}changed-region", {XML_ID: self.name, f"{TEXT}id": self.name})
        change = etree.SubElement(region, f"{TEXT}{self.by['kind']}")
        info = etree.SubElement(change, f"{OFFICE}change-info")
        etree.SubElement(info, f"{DC}creator").text = self.by["who"]
        etree.SubElement(info, f"{DC}date").text = self.by["when"]
        change.extend(nested(self.paragraphs))
        return region


class _Changes:
    """Reads the paragraphs with marks in their order, each once."""

    def __init__(self):
        self.regions = []
        self.is_open = False  # whether the last region has not ended
        self.target, self.line = None, []  # the paragraph in the making
        self.is_beside = False  # whether what goes on with it stood in the same item

    def told(self):
        """The list of changes."""
        made = etree.Element(f"{TEXT}tracked-changes", {f"{TEXT}track-changes": "false"})  # of what comes from now on
        made.extend([region.told() for region in self.regions])
        return made

    def read(self, block):
        """Takes the marks out of a paragraph or heading; what is joined to the one before goes into that."""
        after = following(block)
        if self.target is None:
            self.target, self.line = block, []
        else:
            self.regions[-1].paragraphs.append(Deleted(like(block), is_beside=self.is_beside))
        self.is_beside = after is not None and after.getparent() is block.getparent()
        for piece in pieces(block):
            self.take(piece, block)
        if block is not self.target:
            take_in(block, self.target)
        if self.deletes() and not _is_reached(after):
            self.end()
            self.leave_out_empty()
        if not self.deletes():
            fill(self.target, self.line)
            self.target = None

    def take(self, piece, block):
        """One piece of a paragraph: into the text or, where it is deleted, out of it."""
        tag = None if isinstance(piece, str) else piece.tag
        if tag == MARK and piece.get("kind"):
            self.begin(dict(piece.attrib), block)
        elif tag == MARK:
            self.end()
        elif self.deletes() and tag not in BOOKMARKS:
            self.regions[-1].paragraphs[-1].line.append(piece)
        else:
            self.line.append(piece)

    def begin(self, by, block):
        """A change begins, or the last one goes on: nothing stands between the two."""
        self.is_open = True
        before = self.line[-1] if self.line else None
        if self.regions and self.regions[-1].by == by and _is_end(before, self.regions[-1].name):
            if not self.deletes():
                self.line.pop()
            return
        region = _Region(f"ct{len(self.regions) + 1}", by)
        self.regions.append(region)
        if self.deletes():
            region.paragraphs.append(Deleted(like(block)))
        self.line.append(region.point("change" if self.deletes() else "change-start"))

    def end(self):
        """The last change ends."""
        if self.is_open and not self.deletes():
            self.line.append(self.regions[-1].point("change-end"))
        self.is_open = False

    def deletes(self):
        """Whether what comes now is deleted."""
        return self.is_open and self.regions[-1].by["kind"] == "deletion"

    def leave_out_empty(self):
        """A paragraph was to go on where none follows: accepted, nothing would happen."""
        region = self.regions[-1]
        if not any(one.line for one in region.paragraphs) and len(region.paragraphs) == 1:
            self.regions.pop()
            self.line = [piece for piece in self.line if not _is_end(piece, region.name)]


def _is_end(piece, name):
    return etree.iselement(piece) and piece.tag in ENDS and piece.get(f"{TEXT}change-id") == name


def _is_reached(block):
    """Whether a paragraph begins with the end of the change before."""
    mark = None if block is None else block.find(MARK)
    return mark is not None and not mark.get("kind")
