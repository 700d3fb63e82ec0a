"""What one may talk about in a project: the project itself, a milestone, a deliverable. One set of rights for all."""

from django.urls import reverse

from portal import notices, threads
from portal.threads import ThreadKind

from . import permissions
from .actions.activity import note_activity
from .actions.ended import still_open
from .models import Deliverable, Milestone, Project, ProjectRole
from .people import accompaniers_of, may_discuss, told_of_discussions

PROJECT, MILESTONE, DELIVERABLE = "project", "milestone", "deliverable"


def scope_of(project):
    """The project as something one sets one's notifications by."""
    return notices.Scope(PROJECT, str(project.pk), project.name)


def _find_project(identifier):
    return Project.objects.filter(pk=identifier).first() if identifier.isdecimal() else None


def _find_scope(identifier):
    project = _find_project(identifier)
    return project and scope_of(project)


def _scopes_for(person):
    """The projects in which the person holds a role now: staff over all of them set everything at once."""
    held = ProjectRole.objects.current().filter(person=person).order_by().values("anchor_id")
    return [scope_of(project) for project in Project.objects.filter(pk__in=held)]


def _kind(*, find, project_of, title_of, path_of, is_shown=lambda person, thing: True, version_of=lambda thing: None):
    """A kind of thing in a project: its rights and people are the project's, for whom the thing `is_shown` to."""

    def can_read(person, thing):
        return permissions.can_read_discussion(person, project_of(thing)) and is_shown(person, thing)

    return ThreadKind(
        find=find,
        can_read=can_read,
        can_write=lambda person, thing: permissions.can_discuss(person, project_of(thing)) and is_shown(person, thing),
        can_moderate=lambda person, thing: permissions.can_moderate_discussion(person, project_of(thing)),
        people=lambda thing: may_discuss(project_of(thing)),
        followers=lambda thing: told_of_discussions(project_of(thing)),
        accompaniers=lambda thing: accompaniers_of(project_of(thing)),
        title_of=title_of,
        path_of=path_of,
        scope_of=lambda thing: scope_of(project_of(thing)),
        posted=lambda thing: note_activity(project_of(thing)),
        version_of=version_of,
        hold=lambda thing: still_open(project_of(thing)),
        has_closed=lambda thing: project_of(thing).is_closed,
    )


def project_path(project):
    """The page of what is said about a project."""
    return reverse("projects:project-thread", args=[project.slug])


def milestone_path(milestone):
    """The page of what is said about a milestone."""
    return reverse("projects:milestone-thread", args=[milestone.project.slug, milestone.public_id])


def deliverable_path(piece):
    """The page of what is said about a deliverable, from any of its versions."""
    return reverse("projects:deliverable-thread", args=[piece.submission.milestone.project.slug, piece.public_id])


def _find_milestone(identifier):
    return Milestone.objects.select_related("project").filter(public_id=identifier).first()


def place_of_deliverable(piece):
    """The place of what is said about a deliverable: all its versions share it."""
    return threads.place(DELIVERABLE, str(piece.lineage))


def _find_deliverable(lineage):
    """The last version that was not withdrawn; the last one where all were."""
    versions = Deliverable.objects.select_related("submission__milestone__project").filter(lineage=lineage)
    last = versions.order_by("-version", "-pk")
    return last.filter(submission__withdrawn_at=None).first() or last.first()


def register():
    """Called by the app's `ready()`."""
    notices.register_scope(PROJECT, find=_find_scope, offered_to=_scopes_for)
    threads.register_kind(
        PROJECT,
        _kind(find=_find_project, project_of=lambda project: project, title_of=str, path_of=project_path),
    )
    threads.register_kind(
        MILESTONE,
        _kind(
            find=_find_milestone,
            project_of=lambda milestone: milestone.project,
            title_of=lambda milestone: f"{milestone.title} – {milestone.project.name}",
            path_of=milestone_path,
        ),
    )
    threads.register_kind(
        DELIVERABLE,
        _kind(
            find=_find_deliverable,
            project_of=lambda piece: piece.submission.milestone.project,
            title_of=lambda piece: f"{piece.name} – {piece.submission.milestone.project.name}",
            path_of=deliverable_path,
            is_shown=lambda person, piece: permissions.can_read_submission(person, piece.submission),
            version_of=lambda piece: piece.version,
        ),
    )
