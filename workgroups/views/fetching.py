"""The ways up from a group's own screens, and to its documents."""

from django.http import Http404

from ..models import Specification


def crumbs_of(group):
    """The way to a screen of the group."""
    return [(group.name, group.get_absolute_url())]


def specification_of(person, slug, document_id):
    """The document with its group; Http404 where it is not for `person` to read."""
    visible = Specification.objects.visible_to(person).select_related("group", "document")
    specification = visible.filter(group__slug=slug, document=document_id).first()
    if specification is None:
        raise Http404
    return specification
