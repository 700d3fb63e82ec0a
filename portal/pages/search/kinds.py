"""The kinds of things that search finds: which rows this reader may see hold the words, and how one is shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from events.models import Event
from portal import coediting
from portal.finding import Piece, begins, excerpt, holding, marked
from portal.members.models import Organisation
from portal.people.models import Person
from projects.models import Project
from workgroups.models import AdoptedVersion, Requirement, WorkingGroup
from workgroups.reading import open_consultations

from ..models import MemberIndexPage, SearchEntry


@dataclass(frozen=True)
class Result:
    """One thing found: a link, a line about it, and the words around what was found."""

    url: str
    title: list[Piece]
    about: str = ""
    excerpt: list[Piece] = field(default_factory=list)


class Search:
    """The words looked for and who looks for them, in which language."""

    def __init__(self, request: HttpRequest, words: tuple[str, ...]):
        self.request, self.words = request, words
        self.person: Person | AnonymousUser = request.user

    @cached_property
    def pages(self) -> QuerySet:
        """The pages everybody may read, in the language of this screen."""
        return Page.objects.live().public().filter(locale__language_code=get_language())

    @cached_property
    def entries(self) -> QuerySet:
        return SearchEntry.objects.filter(page__in=self.pages.values("pk"))

    @cached_property
    def member_list(self) -> Page | None:
        return MemberIndexPage.objects.filter(pk__in=self.pages.values("pk")).select_related("locale").first()

    def title(self, text: str) -> list[Piece]:
        return marked(text, self.words)

    def excerpt(self, *texts: str) -> list[Piece]:
        return excerpt(" · ".join(" ".join(text.split()) for text in texts if text), self.words)


@dataclass(frozen=True)
class Kind:
    """`name` stands in the address; `find(search)` gives rows, `show(search, rows)` the results of those on screen."""

    name: str
    label: str
    find: Callable[[Search], QuerySet]
    show: Callable[[Search, Iterable], list[Result]]


def find_pages(search):
    """Announcements of events are found with the events."""
    announced = Event.objects.visible_to(search.person).order_by().values("pk")
    entries = search.entries.exclude(page__eventpage__event__in=announced)
    return holding(entries.select_related("page__locale"), search.words, "title_folded", "text_folded")


def show_pages(search, entries):
    return [
        Result(entry.page.get_url(search.request), search.title(entry.page.title), excerpt=search.excerpt(entry.text))
        for entry in entries
    ]


def find_events(search):
    """By the event's own words, or by those of its announcement in this language."""
    pages = search.entries.filter(page__eventpage__event=OuterRef("pk"))

    def announced_with(word):
        return Exists(pages.filter(begins("text_folded", word) | begins("title_folded", word)))

    visible = Event.objects.visible_to(search.person)
    return holding(visible, search.words, "title_folded", "place_folded", also=announced_with)


def show_events(search, events):
    announced = search.entries.filter(page__eventpage__event__in=[event.pk for event in events])
    announced = announced.annotate(event=F("page__eventpage__event")).select_related("page__locale")
    entries = {entry.event: entry for entry in announced}
    results = []
    for event in events:
        entry = entries.get(event.pk)
        url = entry.page.get_url(search.request) if entry else event.get_absolute_url()
        about = f"{date_format(timezone.localtime(event.starts_at), 'DATE_FORMAT')} · {event.venue}"
        words = search.excerpt(entry.text if entry else event.address)
        results.append(Result(url, search.title(event.title), about, words))
    return results


def find_projects(search):
    visible = Project.objects.visible_to(search.person)
    return holding(visible, search.words, "name_folded", "territory_folded", "summary_folded")


def show_projects(search, projects):
    return [
        Result(
            project.get_absolute_url(),
            search.title(project.name),
            " · ".join(filter(None, [project.territory, project.get_stage_display()])),
            search.excerpt(project.summary),
        )
        for project in projects
    ]


def find_groups(search):
    return holding(WorkingGroup.objects.visible_to(search.person), search.words, "name_folded", "text_folded")


def show_groups(search, groups):
    return [
        Result(group.get_absolute_url(), search.title(group.name), excerpt=search.excerpt(group.aim, group.description))
        for group in groups
    ]


def find_adopted(search):
    """The last version of each document that a group adopted: public, also where the group is not."""
    latest = AdoptedVersion.objects.latest_each().select_related("specification__group").defer("text_folded")
    return holding(latest, search.words, "title_folded", "text_folded")


def show_adopted(search, versions):
    return [
        Result(
            version.get_absolute_url(),
            search.title(version.title),
            f"{version.number} · {version.group_name}",
            search.excerpt(coediting.text(version.content)),
        )
        for version in versions
    ]


def find_consultations(search):
    """The texts on which this reader may comment now."""
    rows = open_consultations(search.person).select_related("version")
    return holding(rows, search.words, "title_folded", "text_folded")


def show_consultations(search, consultations):
    return [
        Result(
            one.get_absolute_url(),
            search.title(one.specification.title),
            _("comments until %(day)s") % {"day": date_format(one.ends_on)} + f" · {one.specification.group.name}",
            search.excerpt(coediting.text(one.version.content)),
        )
        for one in consultations
    ]


def find_requirements(search):
    """By code or by words."""
    rows = Requirement.objects.in_force().select_related("version__specification__group")
    return holding(rows.defer("version__content", "version__text_folded"), search.words, "code_folded", "text_folded")


def show_requirements(search, requirements):
    return [
        Result(
            one.get_absolute_url(),
            search.title(one.code),
            f"{one.level_label} · {one.version}",
            search.excerpt(one.statement, one.check_how, one.rationale),
        )
        for one in requirements
    ]


def find_members(search):
    """Members have no page of their own: they are found where the list of members is published."""
    listed = Organisation.objects.listed() if search.member_list else Organisation.objects.none()
    return holding(listed.select_related("college"), search.words, "name_folded", "short_name_folded")


def show_members(search, members):
    address = search.member_list.get_url(search.request)
    return [
        Result(
            f"{address}#college-{member.college_id}",
            search.title(f"{member.name} ({member.short_name})" if member.short_name else member.name),
            str(member.college),
        )
        for member in members
    ]


KINDS = [
    Kind("pages", pgettext_lazy("kind of result", "Pages"), find_pages, show_pages),
    Kind("projets", _("Accompanied projects"), find_projects, show_projects),
    Kind("groupes", _("Working groups"), find_groups, show_groups),
    Kind("referentiels", _("Reference frameworks"), find_adopted, show_adopted),
    Kind("consultations", pgettext_lazy("kind of result", "Consultations"), find_consultations, show_consultations),
    Kind("exigences", pgettext_lazy("kind of result", "Requirements"), find_requirements, show_requirements),
    Kind("evenements", pgettext_lazy("kind of result", "Events"), find_events, show_events),
    Kind("adherents", pgettext_lazy("kind of result", "Members"), find_members, show_members),
]
