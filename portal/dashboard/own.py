"""What a person takes part in: one short list an app, each line with the way there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

import events.waiting
import portal.members.waiting
import projects.waiting
import workgroups.waiting
from portal.roles import WaitingItem


@dataclass(frozen=True)
class Section:
    """One app's answer to "what is mine?"."""

    title: str
    lines: list[WaitingItem]
    is_folded: bool = False


def own_sections(person):
    """The sections that are not empty; each app answers at a constant cost."""
    sections = [
        Section(_("My projects"), projects.waiting.mine(person)),
        Section(_("My groups"), workgroups.waiting.mine(person)),
        Section(_("My events"), events.waiting.mine(person)),
        Section(_("My past events"), events.waiting.past(person), is_folded=True),
        Section(_("My organisation"), portal.members.waiting.mine(person)),
    ]
    return [section for section in sections if section.lines]
