"""Beginning a document of a group."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal import coediting

from .. import permissions
from ..enums import SpecificationKinds
from ..models import Specification
from ..refusals import GroupRefusal
from ..template_text import as_beginning


@transaction.atomic
def create_specification(
    group, *, title, code_prefix="", by, content=None, kind=SpecificationKinds.SPECIFICATION, template=None
):
    """A new draft of `group` with its co-edited document (`content`: ProseMirror JSON, or nothing: an empty text).

    With a `template` its text is copied, with new ids; its requirements get codes of this document.

    A guide has no requirements, and so no code.

    Raises GroupRefusal when `by` may not write in the group, or the title or code is taken.
    """
    if not permissions.can_create_specification(by, group):
        raise GroupRefusal(_("Only the group's editors can begin a document."))
    if template is not None:
        content = as_beginning(template.content) if template.content["content"] else None
    pictures = {image.source: image for image in template.images.all()} if template else {}
    document = coediting.create_document(kind=str(kind), by=by, content=content, pictures=pictures)
    try:
        with transaction.atomic():
            specification = Specification.objects.create(
                group=group, kind=kind, title=title, code_prefix=code_prefix, document=document, created_by=by
            )
    except IntegrityError as error:
        raise GroupRefusal(_("The group already has a document with this title or code.")) from error
    if specification.has_requirements:
        coediting.give_codes(document)
    return specification
