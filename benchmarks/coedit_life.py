"""The life of a long document: people who come and go, write in bursts at places of their choice, and take words back.

Always the same life for the same numbers.
"""

import random
import struct
from collections.abc import Iterator
from pathlib import Path

from pycrdt import Doc, XmlElement, XmlText, merge_updates

from portal.coediting.content import fragment

PAGE = 2270  # characters
PARAGRAPH = 450
BURST = 50  # updates one person makes at one place
SITTING = 2000  # updates one window makes before it is closed: then Yjs draws a new client
# Without accents: pycrdt counts bytes.
WORDS = ["centre ", "le ", "bureau ", "doit ", "offrir ", "une ", "salle ", "de ", "travail ", "et ", "la ", "fibre "]
LETTERS = "aeinorst "


def life(updates: int, pages: int) -> Iterator[bytes]:
    """So many updates, in their order; the text then has about `pages` pages.

    One in ten takes back what was just typed. Where the text is as long as it is due, every other burst takes
    words out instead.
    """
    drawn = random.Random(77)
    doc, changes = Doc(), []
    content = fragment(doc)
    made, characters, wanted = 0, 0, pages * PAGE
    watch = doc.observe(lambda event: changes.append(event.update))
    while made < updates:
        if made and made % SITTING == 0:
            doc.unobserve(watch)
            state = doc.get_update()
            doc = Doc()
            doc.apply_update(state)
            content = fragment(doc)
            watch = doc.observe(lambda event: changes.append(event.update))
        due = wanted * (made + BURST) / updates
        line = _line(content, drawn, due)
        place = drawn.randint(0, len(line))
        takes_out = due < characters and drawn.random() < 0.5
        word = WORDS if due > characters + BURST else LETTERS
        for _ in range(BURST):
            if takes_out and place > 0:
                del line[place - 1 : place]
                place -= 1
                characters -= 1
            elif drawn.random() < 0.1 and place > 4:
                del line[place - 4 : place]
                place -= 4
                characters -= 4
            else:
                typed = drawn.choice(word)
                line.insert(place, typed)
                place += len(typed)
                characters += len(typed)
            made += 1
            yield changes[0] if len(changes) == 1 else merge_updates(*changes)
            changes.clear()


def _line(content, drawn, due) -> XmlText:
    """A paragraph to write in: a new one at the end where the text should have more by now, or any."""
    if len(content.children) * PARAGRAPH >= due:
        return content.children[drawn.randrange(len(content.children))].children[0]
    paragraph = XmlElement("paragraph")
    content.children.append(paragraph)
    paragraph.children.append(XmlText(""))
    return paragraph.children[0]


def write(updates: Iterator[bytes], path: Path) -> None:
    """Each after its length in four bytes, as `rivals/fill.mjs` reads them."""
    with path.open("wb") as file:
        for update in updates:
            file.write(struct.pack(">I", len(update)) + update)


def read(path: Path) -> Iterator[bytes]:
    """What `write` wrote."""
    with path.open("rb") as file:
        while length := file.read(4):
            yield file.read(struct.unpack(">I", length)[0])
