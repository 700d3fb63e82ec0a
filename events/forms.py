"""What an attendee types: who they are, and a workshop for each slot that offers some."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout, Submit
from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Registration, Workshop


class WorkshopField(forms.ModelChoiceField):
    """One workshop of a slot, or none. A full one can be sent (it filled while they typed): the action answers."""

    def __init__(self, slot, held=None):
        self.slot, self.held = slot, held
        self.workshops = list(slot.workshops.all())  # prefetched with their places
        queryset = Workshop.objects.filter(slot=slot)
        super().__init__(queryset, label=slot.title, required=False, widget=forms.RadioSelect, initial=held)


class WorkshopsMixin:
    """Adds a field for each slot of `self.event` that offers workshops side by side."""

    def add_workshop_fields(self, chosen=()):
        workshops = Workshop.objects.with_places().order_by("pk")
        slots = self.event.slots.filter(workshops__isnull=False).distinct()
        held = {workshop.slot_id: workshop.pk for workshop in chosen}
        self.workshop_fields = []
        for slot in slots.prefetch_related(Prefetch("workshops", workshops)):
            name = f"workshop_{slot.pk}"
            self.fields[name] = WorkshopField(slot, held=held.get(slot.pk))
            self.workshop_fields.append(name)

    def workshop_layout(self):
        return [Field(name, template="events/_workshop_choice.html") for name in self.workshop_fields]

    @property
    def chosen_workshops(self):
        """The workshops asked for, once the form is valid."""
        return [self.cleaned_data[name] for name in self.workshop_fields if self.cleaned_data[name]]


class DetailsForm(forms.ModelForm):
    """Name, organisation and address of somebody who registers or corrects them."""

    class Meta:
        model = Registration
        fields = ["email", "first_name", "last_name", "organisation"]
        widgets = {
            "email": forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
        }
        help_texts = {"email": _("Your confirmation and your personal link are sent there.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.details_layout())

    def details_layout(self):
        names = Div(
            Div("first_name", css_class="col-sm-6"), Div("last_name", css_class="col-sm-6"), css_class="row field-row"
        )
        return ["email", names, "organisation"]

    def validate_constraints(self):
        """The action answers for the address, under its lock."""

    @property
    def details(self):
        """What was typed, as the actions take it."""
        return {name: self.cleaned_data[name] for name in DetailsForm.Meta.fields}


class RegistrationForm(WorkshopsMixin, DetailsForm):
    """The one page on which somebody registers."""

    consent = forms.BooleanField(
        label=_("I agree that the association keeps these details to organise this event."),
        help_text=_("They serve nothing else."),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.add_workshop_fields()
        self.helper.layout = Layout(
            Fieldset(_("You"), *self.details_layout()),
            *self.workshop_layout(),
            "consent",
            "form_key",
            Div("website", css_class="visually-hidden", aria_hidden="true"),
        )

    def show_again(self, *, form_key):
        """Prepares a form that was refused for its next showing: all that was typed stays, the traps are laid anew."""
        self.data = self.data.copy()
        self.data.update({"form_key": form_key, "website": ""})


class WorkshopsForm(WorkshopsMixin, forms.Form):
    """Changing workshops by the personal link."""

    def __init__(self, *args, registration, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = registration.event
        self.add_workshop_fields([booking.workshop for booking in registration.bookings.select_related("workshop")])
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.workshop_layout())


class PlacesForm(forms.Form):
    """How many places the event and each of its workshops have."""

    event_places = forms.IntegerField(label=_("Places at the event"), min_value=0, max_value=50_000)

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event_places"].initial = event.capacity
        self.workshops = list(
            Workshop.objects.filter(slot__event=event).with_places().order_by("slot__starts_at", "pk")
        )
        for workshop in self.workshops:
            self.fields[f"workshop_{workshop.pk}"] = forms.IntegerField(
                label=workshop.title, min_value=0, max_value=50_000, initial=workshop.capacity
            )
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", _("Save the places")))

    @property
    def workshop_places(self):
        """(workshop, places) for each workshop, once the form is valid."""
        return [(workshop, self.cleaned_data[f"workshop_{workshop.pk}"]) for workshop in self.workshops]


class ListFilterForm(forms.Form):
    """What the organiser's list is narrowed to; kept in the address."""

    text = forms.CharField(label=_("Name, organisation or address"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    workshop = forms.ModelChoiceField(
        Workshop.objects.none(), label=_("Workshop"), required=False, empty_label=pgettext_lazy("workshops", "All")
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        every = [("", pgettext_lazy("registrations", "All"))]
        self.fields["status"].choices = every + Registration._meta.get_field("status").choices
        self.fields["workshop"].queryset = Workshop.objects.filter(slot__event=event)

    def narrow(self, registrations):
        """The registrations that match; a value that makes no sense narrows nothing."""
        self.is_valid()
        if status := self.cleaned_data.get("status"):
            registrations = registrations.filter(status=status)
        if workshop := self.cleaned_data.get("workshop"):
            registrations = registrations.filter(bookings__workshop=workshop)
        return registrations.matching(self.cleaned_data.get("text", ""))
