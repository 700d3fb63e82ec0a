"""A co-edited text as a Word document.

pandoc writes it from its own tree, so that no text is ever read as markup; `reference.docx` beside this file holds
the styles (headings, table, footer with page numbers): open it in a word processor to change the look.
"""

import json
from pathlib import Path

import pypandoc

from .pandoc_tree import document_tree

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
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
) -> bytes:
    """The bytes of a .docx of `text` (ProseMirror JSON), under its title, author and date (already written out).

    Sections are numbered as on the screen; `images` holds data addresses (`data:image/png;base64,…`) by the address in
    the text; suggestions become Word's tracked changes, and `comments` (what was said by thread: person, moment,
    words) its comments. Takes a tenth of a second and another process: call it from a
    thread. Raises RuntimeError when pandoc fails.
    """
    tree = document_tree(
        text, title=title, author=author, date=date, language=language, images=images, comments=comments
    )
    # The sandbox: without it an image's address in a document could read a file of the server.
    return pypandoc.convert_text(
        json.dumps(tree),
        "docx",
        format="json",
        outputfile="-",
        extra_args=[f"--reference-doc={REFERENCE}", "--number-sections"],
        sandbox=True,
    )
