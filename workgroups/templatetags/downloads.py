"""The menu of what one takes away of a text."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from ..downloads import FILE_KINDS

register = template.Library()


@register.inclusion_tag("workgroups/_download_menu.html")
def download_menu(specification, version=None, *, may_write=False, is_small=False):
    """Links to every file of a text as it is now, or of one of its versions; `may_write` offers the way back."""
    place = [specification.group.slug, specification.document_id]
    text, table = "workgroups:document-download", "workgroups:requirements-export"
    kept = []
    if version is not None:
        text, table, kept = "workgroups:version-download", "workgroups:version-requirements", [version.public_id]
    links = [(reverse(text, args=[*place, *kept, kind]), found.label) for kind, found in FILE_KINDS.items()]
    if specification.has_requirements:
        links.append((reverse(table, args=[*place, *kept]), _("Requirements (.xlsx)")))
    back = may_write and specification.has_requirements and version is None
    return {
        "links": links,
        "replace": reverse("workgroups:document-import", args=place) if may_write and version is None else "",
        "back": reverse("workgroups:requirements-import", args=place) if back else "",
        "is_small": is_small,
    }
