"""A text that comes from a file: a new document, or a draft whose text is replaced."""

import json
import time
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


def replace_by_file(specification, imported, *, epoch, by, images=None):
    """Puts what was read in place of a draft's text, which is kept as a version first; returns what was taken.

    `epoch` is the document's as `by` saw it: where somebody replaced the text in between, nothing is done.
    Requirements that bear a code of this text keep it. `images` are those of `prepared_images`, where that was called
    before a transaction. Raises GroupRefusal.
    """
    images = prepared_images(imported, by=by) if images is None else images
    with transaction.atomic():
        keep_before_replacing(specification, epoch=epoch, by=by)
        return _write(specification, imported, images, by)


def create_from_file(group, imported, *, title, code_prefix="", by, kind=SpecificationKinds.SPECIFICATION, images=None):
    """A new draft holding what `importing.read_document` read; returns it and what was taken (`Taken`).

    All or nothing. `images` as in `replace_by_file`. Raises GroupRefusal as `create_specification` does, and where the
    text is too long.
    """
    images = prepared_images(imported, by=by) if images is None else images
    with transaction.atomic():
        specification = create_specification(group, title=title, code_prefix=code_prefix, by=by, kind=kind)
        return specification, _write(specification, imported, images, by)


def prepared_images(imported, *, by, until=None):
    """The images of a file by name, made harmless and stored, without a transaction: fifty take a while.

    `until` is a moment of `time.monotonic` after which it is given up. Raises RefusedDocument.
    """
    images = {}
    for name, data in imported.pictures.items():
        if until is not None and time.monotonic() > until:
            forget_images(images)
            raise importing.takes_too_long()
        try:
            images[name] = coediting.prepared_image(ContentFile(data, name=name.rsplit("/", 1)[-1]), by=by)
        except RefusedFile:  # of a kind no browser shows, or damaged: said in the summary
            continue
    return images


def forget_images(images):
    """Deletes the files of images that no text has become of."""
    for image in images.values():
        image.stored.delete(save=False)


def _write(specification, imported, images, by):
    """Puts the text in place of the document's, with its images as the document's own."""
    document = specification.document
    try:
        given = {name: coediting.keep_image(image, document).get_absolute_url() for name, image in images.items()}
    except RefusedFile as error:
        raise GroupRefusal(str(error)) from error
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
