"""What a file says first of a text in which suggestions are open: who reads it must not take them for the text."""

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import coediting

MOST_NAMES = 6


def told(text: dict, *, tracked: bool = False) -> str:
    """How many suggestions are open in a text (ProseMirror JSON), how they show, whose they are; "" where none is.

    `tracked` is for files that hold them as changes, with who made each and when.
    """
    found = coediting.suggestions(text)
    if not found:
        return ""
    said = {"number": len(found)}
    are_formats = [one.kinds == {"modification"} for one in found]
    if all(are_formats):
        lines = [_only_formats(said)]
    else:
        lines = [_tracked(said) if tracked else _drawn(said)]
        if any("modification" in one.kinds for one in found):
            lines.append(_("Suggested formats are already applied."))
    people = "" if tracked and not any(are_formats) else _people(found)
    return " ".join([*lines, *([_("Suggested by: %(people)s.") % {"people": people}] if people else [])])


def _drawn(said):
    words = ngettext(
        "This document contains %(number)d suggestion that is not accepted yet: what it adds is underlined, what it "
        "deletes is struck through.",
        "This document contains %(number)d suggestions that are not accepted yet: what they add is underlined, what "
        "they delete is struck through.",
        said["number"],
    )
    return words % said


def _tracked(said):
    words = ngettext(
        "This document contains %(number)d suggestion that is not accepted yet: it is a tracked change.",
        "This document contains %(number)d suggestions that are not accepted yet: they are tracked changes.",
        said["number"],
    )
    return words % said


def _only_formats(said):
    words = ngettext(
        "This document contains %(number)d suggested format that is not accepted yet: it is already applied.",
        "This document contains %(number)d suggested formats that are not accepted yet: they are already applied.",
        said["number"],
    )
    return words % said


def _people(found):
    """Whose they are, each with the day of their last one."""
    last: dict[str, str] = {}
    for one in found:
        if one.name:
            last[one.name] = max(last.get(one.name, ""), one.date)
    named = [f"{name} ({day})" if (day := _day(moment)) else name for name, moment in last.items()]
    if len(named) > MOST_NAMES:
        named = [*named[:MOST_NAMES], _("and others")]
    return ", ".join(named)


def made_at(moment: str | None) -> str:
    """When a suggestion was made (ISO 8601) by the clock here, as office files say it; "" where it is no moment."""
    at = _local(moment)
    return at.replace(tzinfo=None).isoformat(timespec="seconds") if at else ""


def _day(moment):
    at = _local(moment)
    return formats.date_format(at, "DATE_FORMAT") if at else ""


def _local(moment):
    try:
        at = datetime.fromisoformat(moment or "")
        return timezone.localtime(at) if timezone.is_aware(at) else at
    except (TypeError, ValueError, OverflowError):  # the last: a year that is none here
        return None
