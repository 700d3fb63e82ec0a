"""Minutes on paper."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import coediting, paper

from ..publishing import in_its_name


def minutes_pdf(minutes, content):
    """The PDF of `content`; once adopted it says when, and in which meeting."""
    content = coediting.with_names(content)
    return paper.text_pdf(content, images=coediting.for_paper(content, of=minutes.document_id), **_head(minutes))


def minutes_docx(minutes, content):
    """The same, to go on with in a word processor."""
    content = coediting.with_names(content)
    return paper.docx(content, images=coediting.for_paper(content, of=minutes.document_id), **_head(minutes))


def state_in_words(minutes):
    """Where the minutes stand, with the day."""
    if not minutes.is_adopted:
        return _("not adopted")
    day = date_format(timezone.localtime(minutes.adopted_at), "DATE_FORMAT")
    if minutes.adopted_in:
        return _("adopted on %(day)s, in the %(meeting)s") % {"day": day, "meeting": _lower(str(minutes.adopted_in))}
    return _("adopted on %(day)s") % {"day": day}


def _head(minutes):
    return {
        "title": str(minutes),
        "author": in_its_name(minutes.meeting.group.name),
        "date": state_in_words(minutes),
        "language": get_language(),
    }


def _lower(words):
    return words[:1].lower() + words[1:]
