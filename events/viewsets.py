"""Wagtail's screens for events. Who is registered, and the door, have the site's own screens."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from portal.cms.office import FoldedIndexView, KeptViewSet, NamePanel, SavesByAction
from portal.differences import say_both

from .announcing import new_page_address, pages_to_edit
from .forms.event import EventForm
from .models import Event
from .permissions import can_manage_event, can_view_registrations
from .programme import PlannedSlot, save_event
from .refusals import SavedMeanwhile
from .views.opening import say_saved, warn_of_clashes

BEGINS = Column(
    "begins",
    label=_("Begins"),
    accessor=lambda event: date_format(timezone.localtime(event.starts_at), "DATE_FORMAT"),
    sort_key="starts_at",
)
STATUS = Column("get_status_display", label=_("Status"), sort_key="status")


class LinksToTheSite:
    """For a view of events: the ways from one to its screens on the site and to its announcement."""

    def links_of(self, event):
        links = [
            Button(_("Announcement: %(page)s") % {"page": title}, url=url, icon_name="doc-full", priority=50)
            for title, url in pages_to_edit(event, self.request.user)
        ] or self.announce
        if can_view_registrations(self.request.user, event):
            url = reverse("events:registration-list", args=[event.slug])
            links = [Button(_("Registrations"), url=url, icon_name="group", priority=40), *links]
        if can_manage_event(self.request.user, event):
            url = reverse("events:event-preparation", args=[event.slug])
            label = _("Audiences, questions, invitations, team…")
            links = [Button(label, url=url, icon_name="list-ul", priority=30), *links]
        return links

    @cached_property
    def announce(self):
        """The way to a new announcement, for those who may write one; nothing otherwise."""
        url = new_page_address(self.request.user)
        return [Button(_("Announce it on the site"), url=url, icon_name="plus", priority=60)] if url else []


class EventIndexView(LinksToTheSite, FoldedIndexView):
    """Every event, the latest first."""

    add_item_label = _("New event")

    def get_base_queryset(self):
        return super().get_base_queryset().with_places().prefetch_related("pages")

    def get_list_more_buttons(self, event):
        return [*super().get_list_more_buttons(event), *self.links_of(event)]


class SavesEvent(LinksToTheSite, SavesByAction):
    """Both forms save by the one action."""

    def act(self, form):
        event = form.save(commit=False)
        is_new = event.pk is None
        try:
            touched = save_event(
                event,
                places=form.cleaned_data["places"],
                programme=[_planned(row) for row in form.kept("slots")],
                removed=form.removed("slots"),
                version=form.cleaned_data["version"],
                tells=form.cleaned_data["tells"],
                by=self.request.user,
            )
        except SavedMeanwhile:
            say_both(form, Event.objects.get(pk=event.pk))
            raise
        if not is_new and touched:
            say_saved(self.request, _("The programme has changed."), touched, form.cleaned_data["tells"])
        warn_of_clashes(self.request, event)
        return event


def _planned(slot_form):
    workshops = [(row.instance, row.cleaned_data["places"]) for row in slot_form.kept("workshops")]
    return PlannedSlot(slot_form.instance, workshops, slot_form.removed("workshops"))


class NewEventView(SavesEvent, generic.CreateView):
    """A new event, in preparation unless it is published at once."""

    page_title = _("New event")
    success_message = _("The event “%(object)s” is made. Next: announce it on a page of the site.")

    def get_success_buttons(self):
        announce = [messages.button(button.url, button.label) for button in self.announce]
        return [*announce, *super().get_success_buttons()]


class EditEventView(SavesEvent, generic.EditView):
    """An event that exists."""

    success_message = _("The event “%(object)s” is saved.")

    @property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *self.links_of(self.object)]


class EventViewSet(KeptViewSet):
    """The events."""

    model = Event
    url_prefix = "evenements"
    icon = "date"
    menu_label = _("Events")
    menu_order = 20
    index_view_class = EventIndexView
    add_view_class = NewEventView
    edit_view_class = EditEventView
    list_display = [
        "title_fr",
        BEGINS,
        "venue",
        STATUS,
        Column("places", label=_("Places")),
        Column("taken", label=_("Confirmed")),
    ]
    list_filter = ["status"]
    ordering = ["-starts_at"]
    search_fields = ["title_folded", "place_folded"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [NamePanel("title_fr"), FieldPanel("title_en"), FieldPanel("slug"), FieldPanel("status")],
                heading=_("Title"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                    FieldRowPanel([FieldPanel("venue"), FieldPanel("address")]),
                    FieldPanel("directions_fr"),
                    FieldPanel("directions_en"),
                ],
                heading=_("When and where"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("places"),
                    FieldRowPanel([FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]),
                    FieldRowPanel([FieldPanel("access"), FieldPanel("most_people")]),
                    FieldRowPanel([FieldPanel("asks_postcode"), FieldPanel("is_in_english")]),
                    FieldRowPanel([FieldPanel("offer_days"), FieldPanel("offer_hours")]),
                    FieldPanel("reminder_days"),
                ],
                heading=_("Registration"),
            ),
            MultiFieldPanel(
                [FieldPanel("series"), FieldRowPanel([FieldPanel("accent"), FieldPanel("image")])],
                heading=_("Look"),
                classname="collapsed",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("gives_certificates"), FieldPanel("signatory")]),
                    FieldRowPanel([FieldPanel("keep_days"), FieldPanel("attended")]),
                ],
                heading=_("Afterwards"),
                classname="collapsed",
            ),
            InlinePanel(
                "slots",
                [
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                    FieldRowPanel([FieldPanel("title_fr"), FieldPanel("title_en")]),
                    FieldPanel("room"),
                    InlinePanel(
                        "workshops",
                        [
                            FieldRowPanel([FieldPanel("title_fr"), FieldPanel("title_en")]),
                            FieldRowPanel([FieldPanel("room"), FieldPanel("speaker"), FieldPanel("places")]),
                        ],
                        heading=_("Workshops side by side in this slot"),
                        label=_("workshop"),
                    ),
                ],
                heading=_("Programme"),
                label=_("slot"),
            ),
            FieldPanel("tells"),
        ],
        base_form_class=EventForm,
    )
