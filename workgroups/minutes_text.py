"""The text minutes begin with: who was there, then a heading for each item of the agenda."""

from django.utils.translation import gettext as _

from portal.meetings import headings, when_in_words

from .enums import Presences


def first_text(meeting):
    """The editor's JSON of a meeting that brought its group along, in the language that is active."""
    lines = [when_in_words(meeting) + (f" – {meeting.place}" if meeting.place else "")]
    rows = list(meeting.attendance.select_related("person"))
    for presence, label in [
        (Presences.PRESENT, _("Present: %(names)s.")),
        (Presences.AFAR, _("From afar: %(names)s.")),
        (Presences.EXCUSED, _("Excused: %(names)s.")),
    ]:
        if names := [str(row) for row in rows if row.presence == presence]:
            lines.append(label % {"names": ", ".join(names)})
    opening = [{"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in lines]
    agenda = (headings(meeting.agenda_items) or {}).get("content", [{"type": "paragraph"}])
    return {"type": "doc", "content": opening + agenda}
