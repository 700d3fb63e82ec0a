"""Titles and codes that are taken, said with the text that has them where the person may know it."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from . import permissions
from .enums import SpecificationStatus
from .models import Specification
from .reading import shown_to_all


def title_taken(title, group, person, *, but=None):
    """Why a text of `group` cannot be called so, or nothing; `but` is the key of the text itself."""
    other = _other(but, group=group, title__iexact=title)
    if other is None:
        return ""
    return _said(other, person, _("The group already has a document with this title: {document}.")) or _(
        "The group already has a document with this title."
    )


def code_taken(code, person, *, but=None):
    """Why the codes of a text cannot begin so, or nothing: no two texts have the same, in whatever group."""
    other = _other(but, code_prefix=code)
    if other is None:
        return ""
    return _said(other, person, _("Another document already uses this code: {document}.")) or _(
        "Another document already uses this code."
    )


def _other(but, **asked):
    return Specification.objects.filter(**asked).exclude(pk=but).select_related("group").first()


def _said(other, person, sentence):
    """The sentence with a link to the other text, or to what everybody reads of it; nothing where it is not theirs."""
    if permissions.can_read(person, other):
        title, place = other.title, other
    elif public := shown_to_all(other.document_id):
        title, place = getattr(public, "title", other.title), public
    else:
        return ""
    named = format_html('<a href="{}">{}</a>', place.get_absolute_url(), _("“%(title)s”") % {"title": title})
    if other.status == SpecificationStatus.ASIDE:
        named = format_html("{} ({})", named, other.get_status_display())
    return format_html(sentence, document=named)
