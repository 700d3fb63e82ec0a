"""Texts kept as templates, from which new specifications begin."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal import coediting

from .. import permissions
from ..models import SpecificationTemplate
from ..refusals import GroupRefusal
from ..template_text import as_template


@transaction.atomic
def keep_template(specification, *, by, title, about=""):
    """Keeps the text as it is now under a name of its own, without codes. Raises GroupRefusal."""
    if not permissions.can_keep_template(by, specification):
        raise GroupRefusal(_("Templates are kept by the group's facilitator."))
    content = as_template(coediting.as_json(specification.document))
    try:
        with transaction.atomic():
            return SpecificationTemplate.objects.create(
                title=title.strip(),
                about=about.strip(),
                kind=specification.kind,
                content=content,
                group=specification.group,
                kept_by=by,
            )
    except IntegrityError as error:
        raise GroupRefusal(_("There is a template with this name already.")) from error


@transaction.atomic
def drop_template(template, *, by):
    """Takes it away; what began from it stays. Raises GroupRefusal."""
    if not permissions.can_drop_template(by, template):
        raise GroupRefusal(_("This template is not yours to remove."))
    SpecificationTemplate.objects.filter(pk=template.pk).delete()
