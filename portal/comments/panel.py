"""What the panel beside a text shows."""

from django.urls import reverse

from portal.coediting.models import Document

from .kinds import kind_of
from .reading import comments_on


def panel_context(request, document):
    """What `comments/_panel.html` shows to who may read the text; nothing where its kind takes no comments."""
    about = kind_of(document)
    if about is None:
        return {}
    # Before the comments: what is said meanwhile is then fetched once more, never missed.
    number = Document.objects.values_list("talk", flat=True).get(pk=document.pk)
    found = comments_on(document, request.user)
    may_comment = about.can_comment(request.user, document)
    people = about.people(document).exclude(pk=request.user.pk) if may_comment else []
    talk = {
        "number": number,
        "open": [one for one in found if one.resolved_at is None],
        "resolved": [one for one in found if one.resolved_at is not None],
        "may_comment": may_comment,
        "may_settle": about.can_settle(request.user, document),
        "people": sorted({str(person) for person in people}),
        "url": reverse("comments:comment-list", args=[document.pk]),
        "document": document,
    }
    return {"talk": talk}
