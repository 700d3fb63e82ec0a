"""The back office's form of an event: what it says, its programme, its places."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.cms.office_forms import FormWithRows, ProposesAddress, rows_of

from ..enums import EventStatus
from ..models import Event, Slot, Workshop
from ..versions import version_of_event
from .parts import EndsAfterItBegins, HasPlaces, HasVersion, KeepsItsPromise, TellsOfChanges, reminder_days_field


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


class EventForm(
    KeepsItsPromise, EndsAfterItBegins, HasPlaces, TellsOfChanges, HasVersion, ProposesAddress, FormWithRows
):
    """The whole of an event but for its audiences, questions and consents, which have screens of their own."""

    reminder_days = reminder_days_field()

    named_by = "title_fr"
    spans = (("starts_at", "ends_at"), ("registration_opens_at", "registration_closes_at"))
    rows = {"slots": rows_of(Event, Slot, SlotForm)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["places"].initial = self.instance.common_pool.capacity
            self.fields["version"].initial = version_of_event(self.instance)
        self.fields["places"].help_text = _("More places confirm at once the first people on the waiting list.")
        self.fields["slug"].help_text = _(
            "Left blank, it is made from the title. Changing it breaks links sent by mail."
        )
        self.fields["status"].help_text = _(
            "Registration is open only for what is announced. An event is called off on its preparation screen."
        )
        if self.instance.status != EventStatus.CANCELLED:
            choices = self.fields["status"].choices
            self.fields["status"].choices = [one for one in choices if one[0] != EventStatus.CANCELLED]
        self.fields["attended"].help_text = _("Filled in once it is over.")
