"""Paragraphs that are suggested, for Word: each a paragraph of its own, whose mark was inserted or deleted.

pandoc writes no changes of paragraphs: what one is to bear stands in an empty run of ours, and goes where it belongs
once the file is written.
"""

import re
from itertools import count

from .pandoc_changes import Changes
from .suggested import made_at
from .xml import words

SIGN = "sign"  # of a paragraph that `coediting.parted` made
FIRST_ID = 77000  # of changes; pandoc counts its own from one
RUN = re.compile(r'<w:r><w:rPr><w:(ins|del) (w:id="77[^>]*?) ?/></w:rPr></w:r>')
PARAGRAPH = re.compile(r"<w:p>.*?</w:p>", re.DOTALL)


class WordChanges(Changes):
    """pandoc's own changes of words, and a run for each paragraph's sign; counts the changes of a document."""

    def __init__(self):
        self.numbers = count(FIRST_ID)

    def after(self, node: dict) -> list[dict]:
        """The inlines that carry a paragraph's sign until the file is written."""
        if SIGN not in node:
            return []
        kind, by = node[SIGN]
        named = {"w:author": by.get("name"), "w:date": made_at(by.get("date"))}
        told = "".join(f' {key}="{words(str(value))}"' for key, value in named.items() if value)
        xml = f'<w:r><w:rPr><w:{kind} w:id="{next(self.numbers)}"{told}/></w:rPr></w:r>'
        return [{"t": "RawInline", "c": ["openxml", xml]}]


def with_signs(document: str) -> str:
    """word/document.xml with the signs in the paragraphs' own properties."""
    return PARAGRAPH.sub(lambda found: _moved(found[0]), document)


def _moved(paragraph):
    run = RUN.search(paragraph)
    if run is None:
        return paragraph
    properties = f"<w:rPr><w:{run[1]} {run[2]}/></w:rPr>"
    paragraph = paragraph[: run.start()] + paragraph[run.end() :]
    if "</w:pPr>" in paragraph:
        return paragraph.replace("</w:pPr>", f"{properties}</w:pPr>", 1)
    return paragraph.replace("<w:p>", f"<w:p><w:pPr>{properties}</w:pPr>", 1)
