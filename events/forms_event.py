"""The back office's form of an event: what it says, its programme, its places."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.cms.office_forms import FormWithRows, ProposesAddress, rows_of

from .models import Event, Slot, Workshop

MOST_PLACES = 50_000


class HasPlaces(forms.Form):
    """A form that also asks how many places there are: the seats are rows, made and unmade by the action."""

    places = forms.IntegerField(label=_("Places"), min_value=0, max_value=MOST_PLACES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["places"].initial = self.instance.capacity


class EndsAfterItBegins(forms.Form):
    """Refuses an end before the beginning, beside the field."""

    spans = (("starts_at", "ends_at"),)

    def clean(self):
        cleaned = super().clean()
        for first, last in self.spans:
            if cleaned.get(first) and cleaned.get(last) and cleaned[last] <= cleaned[first]:
                self.add_error(last, _("This must come after the beginning."))
        return cleaned


class WorkshopForm(HasPlaces, WagtailAdminModelForm):
    """One of the sessions side by side in a slot."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Workshop
        fields = ["title_fr", "title_en", "room", "speaker"]


class SlotForm(EndsAfterItBegins, FormWithRows):
    """One line of the programme, with its workshops."""

    rows = {"workshops": rows_of(Slot, Workshop, WorkshopForm)}

    class Meta(WagtailAdminModelForm.Meta):
        model = Slot
        fields = ["starts_at", "ends_at", "title_fr", "title_en", "room"]


class EventForm(EndsAfterItBegins, HasPlaces, ProposesAddress, FormWithRows):
    """The whole of an event."""

    named_by = "title_fr"
    spans = (("starts_at", "ends_at"), ("registration_opens_at", "registration_closes_at"))
    rows = {"slots": rows_of(Event, Slot, SlotForm)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].help_text = _("More places confirm at once the first people on the waiting list.")
        self.fields["slug"].help_text = _(
            "Left blank, it is made from the title. Changing it breaks links sent by mail."
        )
        self.fields["status"].help_text = _(
            "Registration is open only for what is announced. Nobody is told by mail when this changes."
        )
        self.fields["attended"].help_text = _("Filled in once it is over.")
