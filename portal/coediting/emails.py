"""The mail to whom a text names."""

from django.utils.translation import gettext as _

from portal import notices

from . import kinds
from .models import Document, Mention


def _document(subject_id):
    return Document.objects.filter(mentions__pk=subject_id).first()


def _may_read(person, document):
    return kinds.access(person, document) is not None


@notices.mail("text_mention", category=notices.Category.WAITS_FOR_ME, about=_document, may=_may_read)
def text_mention(notice):
    """To somebody who was named with @: by whom, where, and in which sentence."""
    mention = Mention.objects.select_related("document", "by").filter(pk=notice.subject_id).first()
    place = kinds.place(mention.document) if mention else None
    if place is None:
        return None
    said = {"person": str(mention.by) if mention.by else _("Somebody"), "title": place.title, "of": place.of}
    line = _("%(person)s names you in the text “%(title)s”:")
    if place.of:
        line = _("%(person)s names you in the text “%(title)s” of the group “%(of)s”:")
    return notices.letter(
        subject=_("%(person)s mentions you in “%(title)s”") % said,
        lines=[line % said],
        quote=mention.words,
        path=place.path,
        button=_("Open the text"),
        reply_to=[mention.by.email] if mention.by and mention.by.email else [],
    )
