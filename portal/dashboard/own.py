"""What a person takes part in: one short list an app, each line with the way there."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

import portal.members.waiting
import projects.waiting
import workgroups.waiting


@dataclass(frozen=True)
class Line:
    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class Section:
    title: str
    lines: list[Line] = field(default_factory=list)


def own_sections(person):
    """The sections that are not empty; each app answers in one question."""
    sections = [
        Section(_("My projects"), [_project(project) for project in projects.waiting.mine(person)]),
        Section(_("My groups"), [_group(role) for role in workgroups.waiting.mine(person)]),
        Section(
            _("My organisation"),
            [Line(item.title, item.detail, item.url) for item in portal.members.waiting.mine(person)],
        ),
    ]
    return [section for section in sections if section.lines]


def _project(project):
    return Line(project.name, ", ".join(str(role) for role in project.my_roles), project.get_absolute_url())


def _group(role):
    return Line(role.anchor.name, role.get_role_display(), role.anchor.get_absolute_url())
