"""The parts of an event one by one: slots, audiences, questions, consents. Each has a list, a form, and can go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portal.refusals import Refusal

from ..actions import asking, preparing
from ..forms.rows import AudiencePartForm, ConsentPartForm, QuestionPartForm, SlotPartForm
from .opening import for_organisers, say_saved, show_refusal, warn_of_clashes, warn_of_hours


@dataclass(frozen=True)
class Kind:
    """One kind of part: how it is called on the event, its form, what saves it and takes it away, its words."""

    relation: str
    form: type
    save: Callable[..., Any]
    remove: Callable[..., Any]
    title: str | Promise
    intro: str | Promise
    add: str | Promise
    empty: str | Promise
    template: str  # of one line of the list
    brings_along: tuple[str, ...] = ()
    is_ordered_by_hand: bool = True

    @property
    def list_address(self):
        return f"events:event-{self.relation}"

    def rows(self, event):
        return getattr(event, self.relation).prefetch_related(*self.brings_along)


SLOTS = Kind(
    "slots",
    SlotPartForm,
    preparing.save_slot,
    preparing.remove_slot,
    title=gettext_lazy("Programme"),
    intro=gettext_lazy("The slots of the day, by their hours; a slot may offer several workshops side by side."),
    add=gettext_lazy("Add a slot"),
    empty=gettext_lazy("No slot yet"),
    template="events/event_parts_slots.html",
    brings_along=("workshops__pool__seats",),
    is_ordered_by_hand=False,
)
AUDIENCES = Kind(
    "audiences",
    AudiencePartForm,
    preparing.save_audience,
    preparing.remove_audience,
    title=gettext_lazy("Audiences"),
    intro=gettext_lazy(
        "Kinds of people who come: members, students, press. Who registers chooses one; each may have its own places."
    ),
    add=gettext_lazy("Add an audience"),
    empty=gettext_lazy("No audience: everybody registers alike"),
    template="events/event_parts_audiences.html",
    brings_along=("pool__seats",),
)
QUESTIONS = Kind(
    "questions",
    QuestionPartForm,
    asking.save_question,
    asking.remove_question,
    title=gettext_lazy("Questions"),
    intro=gettext_lazy("What you ask beside name, address and organisation: when registering, or after the event."),
    add=gettext_lazy("Add a question"),
    empty=gettext_lazy("No question of your own yet"),
    template="events/event_parts_questions.html",
    brings_along=("options", "audiences", "shown_if", "shown_if_option"),
)
CONSENTS = Kind(
    "consents",
    ConsentPartForm,
    asking.save_consent,
    asking.remove_consent,
    title=gettext_lazy("Consents"),
    intro=gettext_lazy(
        "What people agree to when they register, beside the keeping of their details to organise the event."
    ),
    add=gettext_lazy("Add a consent"),
    empty=gettext_lazy("No consent asked for yet"),
    template="events/event_parts_consents.html",
)


@for_organisers
def part_list(request, event, kind):
    """All parts of one kind."""
    rows = list(kind.rows(event))
    for row in rows:
        row.is_outside = kind is SLOTS and event.leaves_out(row)
    return render(request, "events/event_parts.html", {"event": event, "kind": kind, "rows": rows})


@for_organisers
def part_edit(request, event, kind, pk=None):
    """A new part, or one that exists, with the rows below it."""

    def stored():
        return kind.form(event=event, instance=_row(event, kind, pk) if pk else None)

    form, differing = stored(), []
    if request.method == "POST":
        form = kind.form(request.POST, event=event, instance=_row(event, kind, pk) if pk else None)
        if form.is_valid():
            planned = form.planned
            try:
                touched = kind.save(form.instance, version=form.cleaned_data["version"], by=request.user, **planned)
            except Refusal as refusal:
                differing = show_refusal(form, refusal, stored())
            else:
                is_count = isinstance(touched, int)
                say_saved(request, _("It is saved."), touched if is_count else 0, planned.get("tells"))
                if kind is SLOTS:
                    warn_of_hours(request, event, [form.instance])
                    warn_of_clashes(request, event)
                if "save-more" in request.POST:
                    return redirect(f"events:event-{kind.relation}-edit", event.slug, form.instance.pk)
                return redirect(kind.list_address, event.slug)
    has_errors = bool(form.errors) or (form.rows is not None and form.is_bound and not form.rows.is_valid())
    context = {"event": event, "kind": kind, "form": form, "is_new": pk is None, "differing": differing}
    return render(request, "events/event_part.html", context, status=422 if has_errors else 200)


@for_organisers
def part_remove(request, event, kind, pk):
    """Asks first, takes it away on POST."""
    row = _row(event, kind, pk)
    if request.method == "POST":
        try:
            kind.remove(row, by=request.user)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("“%(part)s” is removed.") % {"part": row})
        return redirect(kind.list_address, event.slug)
    return render(request, "events/event_part_remove.html", {"event": event, "kind": kind, "row": row})


@for_organisers
@require_POST
def part_move(request, event, kind, pk):
    """One place higher or lower in the list."""
    try:
        asking.move_row(_row(event, kind, pk), up=request.POST.get("to") == "up", by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(kind.list_address, event.slug)


def _row(event, kind, pk):
    """The part of this very event; somebody may have removed it meanwhile."""
    row = getattr(event, kind.relation).filter(pk=pk).first()
    if row is None:
        raise Http404
    row.event = event
    return row
