"""A co-edited text as a file of an office: .docx for Word, .odt for LibreOffice.

pandoc writes it from its own tree, so that no text is ever read as markup; `reference.docx` beside this file holds
the styles (headings, table, footer with page numbers): open it in a word processor to change the look.
"""

import json
from pathlib import Path

import pypandoc

from portal import coediting

from .odt_marks import OdtChanges
from .office import finished_docx, finished_odt
from .pandoc_breaks import WordChanges
from .pandoc_tree import document_tree

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
REFERENCE = Path(__file__).with_name("reference.docx")


def docx(
    text: dict,
    *,
    title: str,
    author: str = "",
    date: str = "",
    language: str = "fr",
    images: dict | None = None,
    comments: dict | None = None,
    contents: bool = False,
    header: tuple[str, str] | None = None,
) -> bytes:
    """The bytes of a .docx of `text` (ProseMirror JSON), under its title, author and date (already written out).

    Headings number themselves as on the screen; where a level is jumped over, which Word counts otherwise, the numbers
    are written. `images` holds data addresses (`data:image/png;base64,…`) by the address in the text; suggestions
    become Word's tracked changes, and `comments` (what was said by thread: person, moment, words) its comments.
    `contents` puts a table of contents first unless the text has one; `header` is what stands left and right at the
    top of each page, below the author. Where suggestions are open, it is said below the date. Takes a tenth of a second
    and another process: call it from a thread. Raises RuntimeError when pandoc fails.
    """
    told = {
        "title": title,
        "author": author,
        "date": date,
        "language": language,
        "images": images,
        "comments": comments,
    }
    numbered = not _jumps(text)
    written = _pandoc(text, told, contents, WordChanges(), "docx", [f"--reference-doc={REFERENCE}"], numbered)
    return finished_docx(written, numbered=numbered, header=header, author=author)


def odt(
    text: dict,
    *,
    title: str,
    author: str = "",
    date: str = "",
    language: str = "fr",
    images: dict | None = None,
    contents: bool = False,
    header: tuple[str, str] | None = None,
) -> bytes:
    """The bytes of an .odt; everything else as in `docx`, but for comments, for which it has no place."""
    told = {"title": title, "author": author, "date": date, "language": language, "images": images}
    numbered = not _jumps(text)
    written = _pandoc(text, told, contents, OdtChanges(), "odt", [], numbered)
    described = list(_described(text, images or {}))
    return finished_odt(written, numbered=numbered, header=header, author=author, described=described)


def _described(node, images):
    """The words of the images that are shown, in their order."""
    attrs = node.get("attrs") or {}
    if node.get("type") == "image" and attrs.get("src") in images:
        yield attrs.get("alt") or ""
    for child in node.get("content") or ():
        yield from _described(child, images)


def _pandoc(text, told, contents, changes, kind, arguments, numbered):
    tree = document_tree(text, **told, contents=contents, changes=changes)
    # The sandbox: without it an image's address in a document could read a file of the server.
    return pypandoc.convert_text(
        json.dumps(tree),
        kind,
        format="json",
        outputfile="-",
        extra_args=[*arguments, *([] if numbered else ["--number-sections"])],
        sandbox=True,
    )


def _jumps(text):
    """Whether a heading stands more than one level below the one before it."""
    levels = [entry["level"] for entry in coediting.outline(text) if entry["kind"] == "heading"]
    return any(level > before + 1 for before, level in zip([0, *levels], levels, strict=False))
