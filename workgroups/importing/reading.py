"""The whole way of a file: checked, read, turned; and what of it was left out."""

import json
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from .apart import read_apart, too_deep
from .archive import MAIN, RefusedDocument, opened
from .pandoc import tree_of
from .pictures import addresses, found_in
from .tree import Tree

COMMENTS = {"docx": ("word/comments.xml", b"<w:comment "), "odt": ("content.xml", b"<office:annotation ")}
TRACKED = {"docx": (b"<w:ins ", b"<w:del ", b"<w:moveFrom "), "odt": (b"<text:tracked-changes",)}
MACROS = ("vbaProject.bin", "Basic", "Scripts")


@dataclass
class Imported:
    """A text whose images are named as in `pictures` (name → bytes), and what was in the file but is not in the text.

    `left_out` holds "macros", "comments", "tracked" (taken as accepted).
    """

    content: dict
    pictures: dict[str, bytes]
    left_out: list[str] = field(default_factory=list)

    def count(self, kind) -> int:
        """How many nodes of a kind the text holds."""
        return _count(self.content, kind)


def read_document(upload, *, title="", with_requirements=True) -> Imported:
    """Reads an uploaded .docx or .odt for a text called `title`; nothing is written.

    Takes up to a minute, nearly all of it in other processes. Raises RefusedDocument.
    """
    with opened(upload) as (archive, kind):
        try:
            upload.seek(0)
            prepared = read_apart(upload.read(), kind)
            read = json.loads(prepared) if kind == "odt" else tree_of(prepared, kind)
            content = Tree(with_requirements=with_requirements).document(read, title)
        except RecursionError as error:
            raise too_deep() from error
        if not content["content"]:
            raise RefusedDocument(_("No text was found in this file."))
        pictures = found_in(archive, kind, addresses(content))
        return Imported(content, pictures, _left_out(archive, kind))


def _left_out(archive, kind):
    names = set(archive.namelist())
    text = archive.read(MAIN[kind])
    part, sign = COMMENTS[kind]
    found = {
        "macros": any(set(PurePosixPath(name).parts) & set(MACROS) for name in names),
        "comments": part in names and sign in archive.read(part),
        "tracked": any(sign in text for sign in TRACKED[kind]),
    }
    return [what for what, is_there in found.items() if is_there]


def _count(node, kind):
    return (node["type"] == kind) + sum(_count(child, kind) for child in node.get("content", ()))
