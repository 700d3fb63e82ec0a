"""The balance sheet of a project's end as it is asked and read: short steps, and what each still lacks."""

from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .enums import ClosingStates, Outcomes
from .models import BenchmarkPlace, Closing, PlaceFacts


@dataclass(frozen=True)
class Step:
    """One screen of the guided form; `fields` are of the Closing, `place` those of a place that opened."""

    key: str  # its word in the address
    title: str
    intro: str
    fields: tuple = ()
    place: tuple = ()
    required: tuple = ()


STEPS = [
    Step(
        "issue",
        _("How it ends"),
        _("The place has opened, the project is given up, or somebody else carries it on."),
        ("outcome", "closed_on", "handed_to"),
        required=("outcome", "closed_on"),
    ),
    Step(
        "parcours",
        _("What was planned, what was done"),
        _("A few lines each: what the first note promised, and what came of it."),
        ("planned", "done"),
        required=("done",),
    ),
    Step(
        "chiffres",
        _("Figures"),
        _("What you know; the rest stays empty."),
        ("cost", "funding", "seats", "surface"),
    ),
    Step(
        "lieu",
        _("The place that has opened"),
        _("What a visitor looks for, ready for the map of the network."),
        place=(
            "name",
            "address",
            "postcode",
            "town",
            "latitude",
            "longitude",
            "opened_on",
            "services",
            "opening_hours",
            "contact_name",
            "contact_email",
            "contact_phone",
            "website",
        ),
        required=("address", "town", "opened_on"),
    ),
    Step(
        "enseignements",
        _("What to keep of it"),
        _("For those who come after you: what helped, what hindered, what you would do again."),
        ("helped", "hindered", "next_steps", "lessons"),
        required=("lessons",),
    ),
]


def steps_of(closing):
    """The steps that are asked: the one about the place only where it has opened."""
    return [step for step in STEPS if not step.place or closing.outcome == Outcomes.OPENED]


def place_of(closing):
    """What is known of the place; an empty one where nothing was written yet."""
    return getattr(closing, "place", None) or PlaceFacts(closing=closing)


def missing(closing):
    """Pairs (step, label) of the answers without which a project is not closed."""
    lacking = []
    for step in steps_of(closing):
        row = place_of(closing) if step.place else closing
        lacking += [(step, _label(row, name)) for name in step.required if getattr(row, name) in ("", None)]
    if closing.outcome == Outcomes.HANDED_OVER and not closing.handed_to:
        lacking.append((STEPS[0], _label(closing, "handed_to")))
    return lacking


def sections(closing):
    """(step, [(label, what was answered)]) for the page and the document; an empty text where nothing was."""
    told = []
    for step in steps_of(closing):
        row = place_of(closing) if step.place else closing
        names = [name for name in step.place or step.fields if _is_asked(name, closing)]
        told.append((step, [(capfirst(_label(row, name)), _shown(row, name)) for name in names]))
    return told


def live_closing(project):
    """The balance sheet being prepared or in force; None where nobody began one."""
    return Closing.objects.live().filter(project=project).select_related("place").first()


def lessons_sheet(project, *, with_funding):
    """The sheet of the benchmark library that a closed project makes, not saved: what is shown before it is sent.

    Who paid for what is somebody else's business too: it is on it only `with_funding`.
    """
    closing = Closing.objects.get(project=project, state=ClosingStates.CLOSED)
    place = place_of(closing) if closing.outcome == Outcomes.OPENED else None
    return BenchmarkPlace(
        project_id=project.pk,  # the key alone: the project does not have this sheet yet
        name=(place and place.name) or project.name,
        country="France",
        town=(place and place.town) or project.territory[:120],
        opened_year=place.opened_on.year if place and place.opened_on else None,
        surface=closing.surface,
        seats=closing.seats,
        model=project.sector,  # public or private, in the same words
        operator=str(project.holder or ""),
        funding=closing.funding if with_funding else "",
        description=project.summary,
        lessons=closing.lessons,
    )


def source_of_lessons(project):
    """What the sheet says it was taken from."""
    return gettext("Balance sheet of the project “%(project)s”") % {"project": project}


def new_closing(project, *, by):
    """A balance sheet not saved yet; a project that was reopened begins with the answers of the last one."""
    closing = Closing(project=project, prepared_by=by)
    last = Closing.objects.filter(project=project).select_related("place").last()
    if last:
        _copy(last, closing, [name for step in STEPS for name in step.fields])
        closing.place = PlaceFacts()
        _copy(place_of(last), closing.place, [name for step in STEPS for name in step.place])
    return closing


def _copy(old, new, names):
    for name in names:
        setattr(new, name, getattr(old, name))


def _is_asked(name, closing):
    return name != "handed_to" or closing.outcome == Outcomes.HANDED_OVER


def _label(row, name):
    return str(row._meta.get_field(name).verbose_name)


def _shown(row, name):
    if shown := getattr(row, f"get_{name}_display", None):
        return str(shown())
    value = getattr(row, name)
    if value in ("", None):
        return ""
    if hasattr(value, "year"):
        return date_format(value)
    if name in ("latitude", "longitude"):
        return str(value)
    return value if isinstance(value, str) else number_format(value, force_grouping=True)


def differences(step, stored, typed):
    """(label, what is stored, what was typed) where a form that came too late says otherwise; `typed` is its row."""
    row = place_of(stored) if step.place else stored
    pairs = [(name, _shown(row, name), _shown(typed, name)) for name in step.place or step.fields]
    return [(capfirst(_label(row, name)), theirs, yours) for name, theirs, yours in pairs if theirs != yours]
