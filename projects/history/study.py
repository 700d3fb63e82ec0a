"""What surrounds the study: opinions of experts, meetings of the steering committee and what they decided."""

from django.utils.translation import gettext as _

from ..enums import OpinionStatus
from ..models import Decision, OpinionRequest, SteeringMeeting
from .entries import Entry


def opinions(project, seen):
    """Opinions asked and how that ended, as far as the reader may open them; the words stay on their own page."""
    words = {
        OpinionStatus.GIVEN: _("Opinion given: %(milestone)s"),
        OpinionStatus.DECLINED: _("Opinion declined: %(milestone)s"),
        OpinionStatus.REVOKED: _("Opinion no longer asked: %(milestone)s"),
    }
    rows = OpinionRequest.objects.visible_to(seen.person).filter(submission__milestone__project=project)
    for row in rows.select_related("submission__milestone", "expert", "asked_by", "ended_by", "shared_by"):
        names, url = {"milestone": row.submission.milestone.title}, row.get_absolute_url()
        asked = _("Opinion asked: %(milestone)s") % names
        yield Entry(row.asked_at, "opinions", asked, by=row.asked_by, for_person=row.expert, url=url)
        if row.ended_at:
            yield Entry(row.ended_at, "opinions", words[row.status] % names, by=row.ended_by, url=url)
        if row.shared_at:
            shared = _("Opinion shared with the leads: %(milestone)s") % names
            yield Entry(row.shared_at, "opinions", shared, by=row.shared_by, url=url)


def meetings(project, seen):
    """Meetings planned and called off, decisions noted and carried out."""
    for row in SteeringMeeting.objects.filter(project=project).select_related("created_by"):
        row.project, names = project, {"meeting": row}
        url = row.get_absolute_url()
        yield Entry(row.created_at, "meetings", _("Meeting planned: %(meeting)s") % names, by=row.created_by, url=url)
        if row.cancelled_at:
            title = _("Meeting called off: %(meeting)s") % names
            yield Entry(row.cancelled_at, "meetings", title, detail=row.cancelled_why, url=url)
    for row in Decision.objects.filter(meeting__project=project).select_related("meeting", "person", "done_by"):
        row.meeting.project, names = project, {"meeting": row.meeting}
        told = {"for_person": row.person, "detail": row.text, "url": row.meeting.get_absolute_url()}
        yield Entry(row.created_at, "meetings", _("Decision noted: %(meeting)s") % names, **told)
        if row.done_at:
            title = _("Decision carried out: %(meeting)s") % names
            yield Entry(row.done_at, "meetings", title, by=row.done_by, **told)
