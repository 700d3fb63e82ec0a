"""Texts kept as templates, from which new specifications begin."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal import coediting

from .. import permissions
from ..models import SpecificationTemplate, TemplateImage
from ..refusals import GroupRefusal
from ..template_text import as_template


@transaction.atomic
def keep_template(specification, *, by, title, about=""):
    """Keeps the text as it stands now under a name of its own, with its images (`as_template`). Raises GroupRefusal."""
    if not permissions.can_keep_template(by, specification):
        raise GroupRefusal(_("Templates are kept by the group's facilitator."))
    content = coediting.as_json(specification.document)
    images = {image.get_absolute_url(): image for image in coediting.images_in(content, of=specification.document_id)}
    content = as_template(content, images)
    try:
        with transaction.atomic():
            template = SpecificationTemplate.objects.create(
                title=title.strip(),
                about=about.strip(),
                kind=specification.kind,
                content=content,
                group=specification.group,
                kept_by=by,
            )
    except IntegrityError as error:
        raise GroupRefusal(_("There is a template with this name already.")) from error
    TemplateImage.objects.bulk_create(
        TemplateImage(
            template=template,
            source=address,
            stored=image.stored.name,
            content_type=image.content_type,
            size=image.size,
            sha256=image.sha256,
        )
        for address, image in images.items()
    )
    return template


@transaction.atomic
def drop_template(template, *, by):
    """Takes it away; what began from it stays. Raises GroupRefusal."""
    if not permissions.can_drop_template(by, template):
        raise GroupRefusal(_("This template is not yours to remove."))
    SpecificationTemplate.objects.filter(pk=template.pk).delete()
