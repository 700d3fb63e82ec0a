"""Lists of an .odt, whose kind is said by a style and whose numbers may go on from another list."""

from .odt_styles import TEXT, number

ITEM, HEADER = f"{TEXT}list-item", f"{TEXT}list-header"
NUMBERED = {"t": "Decimal"}, {"t": "Period"}


class Lists:
    """Reads lists; `reader.blocks` turns what is in an item."""

    def __init__(self, reader):
        self.reader, self.styles = reader, reader.styles
        self.open: list[str | None] = []  # the styles of the lists one is in
        self.counted: dict[tuple, int] = {}

    def read(self, element):
        """A list as pandoc's blocks: several where it begins again, headings where it only numbers them."""
        name = element.get(f"{TEXT}style-name") or (self.open[-1] if self.open else None) or self._named_inside(element)
        self.open.append(name)
        depth = len(self.open)
        is_numbered, start = self.styles.level(name, depth)
        if element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list"):
            start = self.counted.get((name, depth), start - 1) + 1
        made = []
        for item in element.iterchildren(ITEM, HEADER):
            blocks = self.reader.blocks(item)
            if (said := item.get(f"{TEXT}start-value")) is not None:
                start = number(said, 1)
                _begin(made, start, is_numbered)
            start += self._add(made, item, blocks, start, is_numbered)
            self.counted[name, depth] = start - 1
        self.open.pop()
        return made

    def _add(self, made, item, blocks, start, is_numbered):
        """Adds an item to the list in the making; returns how many numbers it took."""
        only = {block["t"] for block in blocks}
        if not blocks:
            return 0
        if only == {"Header"}:  # numbered headings
            made += blocks
            return 1
        if item.tag == HEADER or only <= {"BulletList", "OrderedList"}:  # belongs to the item before
            items = _items(made)
            if items:
                items[-1] += blocks
            else:
                made += blocks
            return 0
        if _items(made) is None:
            _begin(made, start, is_numbered)
        _items(made).append(blocks)
        return 1

    def _named_inside(self, element):
        for paragraph in element.iter(f"{TEXT}p", f"{TEXT}h"):
            return self.styles.list_of(paragraph.get(f"{TEXT}style-name"))
        return None


def _begin(made, start, is_numbered):
    if is_numbered:
        made.append({"t": "OrderedList", "c": [[start, *NUMBERED], []], "is_ours": True})
    elif not made:
        made.append({"t": "BulletList", "c": [], "is_ours": True})


def _items(made):
    """The items of the list in the making, or None."""
    if not made or not made[-1].get("is_ours"):
        return None
    return made[-1]["c"][1] if made[-1]["t"] == "OrderedList" else made[-1]["c"]
