"""A text that comes from a file: a new document, or a draft whose text is replaced."""

import json
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal import coediting
from portal.files import RefusedFile

from .. import importing
from ..enums import SpecificationKinds
from ..refusals import GroupRefusal
from .specifications import create_specification
from .versions import keep_before_replacing

LONGEST = 8 * 1024 * 1024  # as JSON: half of what a document may hold, so that one can go on writing


@dataclass
class Taken:
    """What came of a file: how much, what was left out (`Imported.left_out`), what became plain paragraphs."""

    sections: int = 0
    tables: int = 0
    images: int = 0
    requirements: int = 0
    left_out: list[str] = field(default_factory=list)
    refused_images: int = 0
    simplified: int = 0


@transaction.atomic
def replace_by_file(specification, imported, *, epoch, by):
    """Puts what was read in place of a draft's text, which is kept as a version first; returns what was taken.

    `epoch` is the document's as `by` saw it: where somebody replaced the text in between, nothing is done.
    Requirements that bear a code of this text keep it. Raises GroupRefusal.
    """
    keep_before_replacing(specification, epoch=epoch, by=by)
    return _write(specification, imported, by)


@transaction.atomic
def create_from_file(group, imported, *, title, code_prefix="", by, kind=SpecificationKinds.SPECIFICATION):
    """A new draft holding what `importing.read_document` read; returns it and what was taken (`Taken`).

    All or nothing. Raises GroupRefusal as `create_specification` does, and where the text is too long.
    """
    specification = create_specification(group, title=title, code_prefix=code_prefix, by=by, kind=kind)
    taken = _write(specification, imported, by)
    return specification, taken


def _write(specification, imported, by):
    """Puts the text in place of the document's, its images stored as the document's own."""
    document = specification.document
    given = {}
    for name, data in imported.pictures.items():
        try:
            image = coediting.add_image(document, ContentFile(data, name=name.rsplit("/", 1)[-1]), by=by)
        except RefusedFile:  # of a kind no browser shows, or damaged: said in the summary
            continue
        given[name] = image.get_absolute_url()
    content, mended = coediting.valid(importing.placed(imported.content, given))
    if len(json.dumps(content)) > LONGEST:
        raise GroupRefusal(_("This text is too long for one document: cut the file in two."))
    coediting.replace_content(document, content, by=by)
    if specification.has_requirements:
        coediting.give_codes(document)
    wanted = imported.count("image")
    taken = importing.Imported(content, {})
    return Taken(
        sections=taken.count("heading"),
        tables=taken.count("table"),
        images=taken.count("image"),
        requirements=taken.count("requirement"),
        left_out=imported.left_out,
        refused_images=wanted - taken.count("image"),
        simplified=len(mended),
    )
