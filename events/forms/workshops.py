"""A workshop of each slot that offers some, and the lines of those that are full."""

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from .. import counters
from ..choices import Choices
from ..places import first_clash
from ..refusals import WorkshopsClash

FIELD, LINE = "workshop_", "wait_"


@dataclass(frozen=True)
class Wanted:
    """What somebody wants of one slot: a workshop's key or nothing, and the keys of those in whose line they stand."""

    workshop: str = ""
    waits: tuple = ()


class SlotWidget(forms.Widget):
    """Reads `workshop_<slot>` (radio buttons) and `wait_<slot>` (checkboxes); the template draws them."""

    def value_from_datadict(self, data, files, name):
        waits = data.getlist(line_name(name)) if hasattr(data, "getlist") else data.get(line_name(name), [])
        return Wanted(data.get(name) or "", tuple(waits))

    def value_omitted_from_data(self, data, files, name):
        return False


def line_name(name):
    """The name of the checkboxes beside the radio buttons called `name`."""
    before, _, slot = name.rpartition(FIELD)
    return f"{before}{LINE}{slot}"


class SlotField(forms.Field):
    """One workshop of a slot, or none, and any number of lines.

    A full one can be sent (it filled while they typed): the action answers. `held` is the key of the one somebody has a
    place in, `wished` of the one they would like once they are confirmed; `lines` gives the rank in each line they
    stand in (None: as a wish), by the workshop's key. `is_for_other`: somebody else fills it in for them;
    `offers_lines` is False where nobody joins one.
    """

    widget = SlotWidget
    default_error_messages = {"unknown": _("Choose one of the workshops of this slot.")}

    def __init__(self, slot, *, held=None, wished=None, lines=None, is_for_other=False, offers_lines=True):
        self.slot, self.held = slot, held
        self.is_for_other, self.offers_lines = is_for_other, offers_lines
        self.workshops = list(slot.workshops.all())
        mine = {workshop.pk for workshop in self.workshops}
        self.lines = {pk: rank for pk, rank in (lines or {}).items() if pk in mine}
        initial = Wanted(str(held or wished or ""), tuple(str(pk) for pk in self.lines))
        super().__init__(label=slot.title, required=False, initial=initial)

    def clean(self, value):
        """(the workshop or None, the workshops in whose line they want to stand); never the same one twice."""
        workshop = self._find(value.workshop) if value.workshop else None
        waits = [self._find(pk) for pk in dict.fromkeys(value.waits)]
        return workshop, [wait for wait in waits if wait != workshop]

    def _find(self, pk):
        for workshop in self.workshops:
            if str(workshop.pk) == pk:
                return workshop
        raise forms.ValidationError(self.error_messages["unknown"], code="unknown")

    def get_bound_field(self, form, field_name):
        return SlotBoundField(form, self, field_name)


class SlotBoundField(BoundField):
    """What the template draws: a row for each workshop."""

    @property
    def line_name(self):
        return line_name(self.html_name)

    @property
    def is_none_chosen(self):
        return not any(row["is_chosen"] for row in self.rows)

    @property
    def explains_lines(self):
        """Whether somebody can stand in a line here."""
        if not self.field.offers_lines:
            return False
        return bool(self.field.lines) or any(w.pool.is_full_for_newcomers for w in self.field.workshops)

    @property
    def rows(self):
        value = self.value()
        return [self._row(workshop, value) for workshop in self.field.workshops]

    def _asks_for_a_full_one(self, value):
        """What was held stays chosen then, so that sending the form again gives nothing up."""
        asked = [workshop for workshop in self.field.workshops if str(workshop.pk) == value.workshop]
        return any(one.pool.is_full_for_newcomers and one.pk != self.field.held for one in asked)

    def _row(self, workshop, value):
        pk, is_held = str(workshop.pk), workshop.pk == self.field.held
        is_full = workshop.pool.is_full_for_newcomers and not is_held
        was_chosen = value.workshop == pk
        return {
            "workshop": workshop,
            "is_held": is_held,
            "is_full": is_full,
            "is_chosen": (was_chosen and not is_full) or (is_held and self._asks_for_a_full_one(value)),
            "filled_meanwhile": was_chosen and is_full,
            "is_in_line": workshop.pk in self.field.lines,
            "rank": self.field.lines.get(workshop.pk),
            "places_key": counters.key_of(workshop.pool),
            "places_in_words": counters.in_words(workshop.pool),
            "waits": pk in value.waits,
        }


class WorkshopFields:
    """Adds a field for each slot that offers workshops side by side; refuses two at the same hours."""

    is_for_other = False
    offers_lines = True

    def add_workshop_fields(self, choices, *, bookings=()):
        """`bookings`: what somebody has chosen already; a wish for a workshop that is full is shown as a line."""
        self.workshop_fields = []
        held = {booking.slot_id: booking.pool.workshop_id for booking in bookings if booking.is_held}
        lines = {booking.pool.workshop_id: booking.rank for booking in bookings if booking.is_waiting}
        wishes = {booking.pool.workshop_id for booking in bookings if booking.is_wish}
        for slot in choices.slots_with_workshops:
            wished = [workshop for workshop in slot.workshops.all() if workshop.pk in wishes]
            full = {workshop.pk: None for workshop in wished if workshop.pool.is_full_for_newcomers}
            free = [workshop.pk for workshop in wished if workshop.pk not in full]
            name = f"{FIELD}{slot.pk}"
            self.fields[name] = SlotField(
                slot,
                held=held.get(slot.pk),
                wished=free[0] if free else None,
                lines=lines | full,
                is_for_other=self.is_for_other,
                offers_lines=self.offers_lines,
            )
            self.workshop_fields.append(name)

    def workshop_layout(self):
        return [Field(name, template="events/_workshop_choice.html") for name in self.workshop_fields]

    @property
    def workshop_bound_fields(self):
        return [self[name] for name in self.workshop_fields]

    def clean(self):
        cleaned = super().clean()
        if clash := first_clash(self.chosen_workshops):
            self.add_error(f"{FIELD}{clash[1].slot_id}", str(WorkshopsClash(*clash)))
        return cleaned

    @property
    def chosen_workshops(self):
        """The workshops asked for, once the form is valid."""
        return [chosen for chosen, _waits in self._wanted if chosen]

    @property
    def awaited_workshops(self):
        """Those in whose line they want to stand, once the form is valid."""
        return [workshop for _chosen, waits in self._wanted for workshop in waits]

    @property
    def _wanted(self):
        return [self.cleaned_data[name] for name in self.workshop_fields if name in self.cleaned_data]


class WorkshopsForm(WorkshopFields, forms.Form):
    """Changing workshops by the personal link: `chosen_workshops` and `awaited_workshops` are what is wanted now."""

    def __init__(self, *args, registration, choices=None, is_for_other=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_for_other = is_for_other
        bookings = registration.bookings.with_workshop().with_ranks()
        self.add_workshop_fields(choices or Choices.for_holder(registration), bookings=bookings)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.workshop_layout())
