"""The organiser's forms of an event as a whole: what it says, who may register, how many places."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from portal.cms.colours import DEFAULT_ACCENT

from ..models import Event, EventSeries, Workshop
from ..versions import version_of, version_of_places
from .parts import (
    MOST_PLACES,
    EndsAfterItBegins,
    HasVersion,
    KeepsItsPromise,
    TellsOfChanges,
    fields_alone,
    reminder_days_field,
    side_by_side,
    site_field,
)


class EventPartForm(EndsAfterItBegins, HasVersion, forms.ModelForm):
    """Some of an event's fields; `saved_fields` are those the action writes."""

    class Meta:
        model = Event
        formfield_callback = site_field
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version_of(self.instance, self.saved_fields)
        self.helper = fields_alone()

    @property
    def saved_fields(self):
        return self._meta.fields


class PresentationForm(TellsOfChanges, EventPartForm):
    """What the event is called, when and where it takes place, how it looks."""

    moves_programme = forms.BooleanField(
        label=_("The programme moves to the new day with it"), required=False, initial=True
    )
    picture = WagtailImageField(
        label=_("Picture"), required=False, help_text=_("Shown with the event. A new one takes the place of the old.")
    )
    without_picture = forms.BooleanField(label=_("No picture"), required=False)
    has_accent = forms.BooleanField(label=_("A colour of its own"), required=False)
    new_series = forms.CharField(
        label=_("Or a new series"), required=False, max_length=200, help_text=_("Its title in French.")
    )

    class Meta(EventPartForm.Meta):
        fields = [
            "title_fr",
            "title_en",
            "starts_at",
            "ends_at",
            "venue",
            "address",
            "directions_fr",
            "directions_en",
            "series",
            "accent",
        ]
        widgets = {"accent": forms.TextInput(attrs={"type": "color", "class": "form-control-color"})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["has_accent"].initial = bool(self.instance.accent)
        self.fields["series"].queryset = EventSeries.objects.filter(
            events__in=Event.objects.visible_to(user)
        ).distinct()
        self.fields["series"].empty_label = _("None")
        self.helper.layout = Layout(
            "version",
            Fieldset(_("Title"), "title_fr", "title_en"),
            Fieldset(
                _("When and where"),
                side_by_side("starts_at", "ends_at"),
                "moves_programme",
                "venue",
                "address",
                "directions_fr",
                "directions_en",
                "tells",
            ),
            Fieldset(_("Series"), "series", "new_series"),
            Fieldset(_("Look"), "has_accent", "accent", "picture", "without_picture" if self.instance.image else None),
        )
        if not self.instance.image:
            del self.fields["without_picture"]
            self.helper.layout[-1].fields.remove(None)
        if not self.instance.accent:
            self.initial["accent"] = DEFAULT_ACCENT

    @property
    def saved_fields(self):
        return [*self._meta.fields, "image"]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("has_accent"):
            cleaned["accent"] = ""
        return cleaned


class RegistrationSettingsForm(KeepsItsPromise, EventPartForm):
    """Who may register and when, the mails by the clock, how long data is kept, certificates."""

    reminder_days = reminder_days_field()

    class Meta(EventPartForm.Meta):
        fields = [
            "registration_opens_at",
            "registration_closes_at",
            "access",
            "most_people",
            "asks_postcode",
            "is_in_english",
            "reminder_days",
            "offer_days",
            "offer_hours",
            "keep_days",
            "gives_certificates",
            "signatory",
            "attended",
        ]

    spans = (("registration_opens_at", "registration_closes_at"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["registration_opens_at"].help_text = _("Blank: registration is not open.")
        self.fields["registration_closes_at"].help_text = _("Blank: when the event begins.")
        self.fields["attended"].help_text = _("Filled in once it is over.")
        self.helper.layout = Layout(
            "version",
            Fieldset(
                _("Who may register, and when"),
                side_by_side("registration_opens_at", "registration_closes_at"),
                "access",
                "most_people",
                "asks_postcode",
                "is_in_english",
            ),
            Fieldset(_("Reminders"), "reminder_days"),
            Fieldset(_("Places that are freed"), "offer_days", "offer_hours"),
            Fieldset(_("Afterwards"), "gives_certificates", "signatory", "attended", "keep_days"),
        )

    def clean_registration_closes_at(self):
        closes_at = self.cleaned_data["registration_closes_at"]
        if closes_at and closes_at > self.instance.ends_at:
            raise forms.ValidationError(_("Registration cannot close after the event is over."))
        return closes_at


class PlacesForm(HasVersion, forms.Form):
    """How many places the event, each of its audiences and each of its workshops have."""

    event_places = forms.IntegerField(label=_("Places at the event"), min_value=0, max_value=MOST_PLACES)

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version_of_places(event)
        self.fields["event_places"].initial = event.common_pool.capacity
        self.audiences = list(event.audiences.select_related("pool"))
        if self.audiences:
            self.fields["event_places"].label = _("Places for everybody")
        for audience in self.audiences:
            self.fields[f"audience_{audience.pk}"] = forms.IntegerField(
                label=capfirst(audience.name),
                min_value=0,
                max_value=MOST_PLACES,
                required=False,
                initial=audience.pool.capacity if hasattr(audience, "pool") else None,
                help_text=_("Blank: they share the places for everybody."),
            )
        self.workshops = list(
            Workshop.objects.filter(slot__event=event).with_places().order_by("slot__starts_at", "pk")
        )
        for workshop in self.workshops:
            self.fields[f"workshop_{workshop.pk}"] = forms.IntegerField(
                label=workshop.title, min_value=0, max_value=MOST_PLACES, initial=workshop.capacity
            )
        self.helper = fields_alone()

    @property
    def shares(self):
        """(audience, places) of the audiences with places of their own, which the event's total includes."""
        return [(audience, audience.pool.capacity) for audience in self.audiences if hasattr(audience, "pool")]

    @property
    def workshop_places(self):
        """(workshop, places) for each workshop, once the form is valid."""
        return [(workshop, self.cleaned_data[f"workshop_{workshop.pk}"]) for workshop in self.workshops]

    @property
    def audience_places(self):
        """(audience, places, or None where it has none of its own) for each audience, once the form is valid."""
        return [(audience, self.cleaned_data[f"audience_{audience.pk}"]) for audience in self.audiences]


class CallOffForm(forms.ModelForm):
    """Why the event is called off."""

    class Meta:
        model = Event
        fields = ["cancelled_because_fr", "cancelled_because_en"]
        formfield_callback = site_field

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cancelled_because_fr"].help_text = _("It stands in the mail, as you write it.")
        self.helper = fields_alone()
