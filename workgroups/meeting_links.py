"""The link of a meeting's mail, which answers without logging in."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from portal import tokens

PURPOSE = "group-meeting-answer"


def answer_path(row):
    """Where the person of `row` answers; good until the meeting is over."""
    left = max(row.meeting.ends_at - timezone.now(), timedelta())
    token = tokens.sign(PURPOSE, str(row.public_id), days=left.days + 1)
    return reverse("workgroups:meeting-answer", args=[row.meeting.group.slug, token])
