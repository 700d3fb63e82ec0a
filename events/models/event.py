"""An event, and the series it may belong to."""

import secrets
from datetime import time, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.text import fold

from ..enums import Access, EventStatus, RegistrationStatus
from .event_queries import EventQuerySet

MOST_PEOPLE_AT_ONCE = 20
STATUS_KINDS = {
    EventStatus.DRAFT: "neutral",
    EventStatus.PUBLISHED: "success",
    EventStatus.CANCELLED: "danger",
    EventStatus.ARCHIVED: "neutral",
}


def random_id():
    """An identifier nobody can guess: 128 random bits, 22 characters."""
    return secrets.token_urlsafe(16)


def in_language(name):
    """A property that reads `<name>_en` where English is active, else (or where that is empty) `<name>_fr`."""

    def read(row):
        english = getattr(row, f"{name}_en") if (get_language() or "").startswith("en") else ""
        return english or getattr(row, f"{name}_fr")

    return property(read)


def two_reminders():
    """Days before an event on which those who come are reminded."""
    return [7, 1]


class EventSeries(models.Model):
    """Events that belong together: the stops of a tour, the mornings of a season."""

    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)

    title = in_language("title")

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")
        ordering = ["title_fr"]

    def __str__(self):
        return self.title


class Event(models.Model):
    """A day people come to. Wagtail pages announce it; publishing one never touches places or registrations."""

    slug = models.SlugField(_("name in addresses"), max_length=80, unique=True)
    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    status = models.CharField(_("status"), max_length=12, choices=EventStatus.choices, default=EventStatus.DRAFT)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    venue = models.CharField(_("place"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    directions_fr = models.TextField(_("how to get there (French)"), blank=True)
    directions_en = models.TextField(_("how to get there (English)"), blank=True)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    access = models.CharField(_("who may register"), max_length=12, choices=Access.choices, default=Access.PUBLIC)
    most_people = models.PositiveSmallIntegerField(
        _("people in one registration"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE_AT_ONCE)],
        help_text=_(
            "Somebody may register colleagues with themselves, each with a place of their own. 1: nobody else."
        ),
    )
    asks_postcode = models.BooleanField(_("ask for the postcode"), default=True)
    is_in_english = models.BooleanField(_("registration is offered in English too"), default=True)
    series = models.ForeignKey(
        EventSeries, on_delete=models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("series")
    )
    accent = models.CharField(_("colour"), max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z")])
    image = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
    )
    reminder_days = models.JSONField(_("reminders, in days before"), default=two_reminders, blank=True)
    offer_days = models.PositiveSmallIntegerField(
        _("a freed place is only offered within so many days of the event"),
        default=2,
        help_text=_("Before that the first in line is confirmed at once. 0: always confirmed at once."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to take an offered place"), default=6, validators=[MinValueValidator(1)]
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days after which personal data is erased"), default=365, validators=[MinValueValidator(1)]
    )
    gives_certificates = models.BooleanField(_("gives certificates of attendance"), default=True)
    signatory = models.CharField(_("who signs the certificates"), max_length=200, blank=True)
    cancelled_because_fr = models.TextField(_("why it is called off (French)"), blank=True, max_length=1000)
    cancelled_because_en = models.TextField(_("why it is called off (English)"), blank=True, max_length=1000)
    attended = models.PositiveIntegerField(_("number of people who came"), null=True, blank=True)
    erased_at = models.DateTimeField(editable=False, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    title_folded = models.CharField(max_length=800, editable=False, default="")
    place_folded = models.CharField(max_length=1000, editable=False, default="")

    objects = EventQuerySet.as_manager()
    title = in_language("title")
    directions = in_language("directions")
    cancelled_because = in_language("cancelled_because")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at"]
        permissions = [
            ("manage_event", _("Can prepare the event and change its places")),
            ("view_registrations", _("Can see who is registered")),
            ("export_registrations", _("Can see addresses and export the list")),
            ("cancel_registrations", _("Can cancel a registration for somebody")),
            ("add_registrations", _("Can register and import people")),
            ("message_registrants", _("Can write to those who are registered")),
            ("check_in", _("Can check people in at the door")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_event_ends_after_start"),
            models.CheckConstraint(
                condition=Q(registration_opens_at=None)
                | Q(registration_closes_at=None)
                | Q(registration_closes_at__gt=F("registration_opens_at")),
                name="events_event_closes_after_opening",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.title_folded = fold(f"{self.title_fr} {self.title_en}")
        self.place_folded = fold(f"{self.venue} {self.address}")
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "title_folded", "place_folded"}
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            self.pools.create()

    def get_absolute_url(self):
        """Where one registers."""
        return reverse("events:registration-create", args=[self.slug])

    @property
    def is_registration_open(self):
        """Whether the form takes registrations now."""
        moment = timezone.now()
        return (
            self.status == EventStatus.PUBLISHED
            and self.registration_opens_at is not None
            and self.registration_opens_at <= moment < (self.registration_closes_at or self.starts_at)
        )

    @property
    def is_over(self):
        return self.ends_at <= timezone.now()

    @property
    def status_kind(self):
        """How its status is shown (`components/status.html`)."""
        return STATUS_KINDS[self.status]

    @property
    def is_whole_day(self):
        """Whether only the day is known (old events): it is kept as beginning at midnight."""
        return timezone.localtime(self.starts_at).time() == time.min

    def leaves_out(self, slot):
        """Whether a slot has hours that are not within the event's (its days, where its hours are not known)."""
        if slot.starts_at is None:
            return False
        first, last = slot.starts_at, slot.ends_at or slot.starts_at
        if self.is_whole_day:
            days = [timezone.localdate(moment) for moment in (self.starts_at, first, last, self.ends_at)]
            return days != sorted(days)
        return first < self.starts_at or last > self.ends_at

    @property
    def closes_at(self):
        """When registration ends: at its date, or when the event begins."""
        return self.registration_closes_at or self.starts_at

    @property
    def common_pool(self):
        """The places that belong to no audience in particular."""
        return self.pools.get(audience=None, workshop=None)

    @property
    def capacity(self):
        """How many places there are: the seats themselves, never a number kept beside them."""
        return self._counted.places

    @property
    def places_left(self):
        """How many people can still be confirmed at once."""
        return self._counted.places - self._counted.taken

    @property
    def _counted(self):
        return self if hasattr(self, "places") else Event.objects.with_places().get(pk=self.pk)

    @property
    def waiting_count(self):
        return self.registrations.filter(status=RegistrationStatus.WAITING).count()

    @property
    def is_full(self):
        """Whether the next person joins the waiting list."""
        return self.places_left <= 0

    @property
    def only_offers(self):
        """Whether it is so near that a freed place is offered for some hours rather than given at once."""
        return self.starts_at - timezone.now() < timedelta(days=self.offer_days)

    @property
    def erased_on(self):
        """The day on which the personal data of those who registered is erased, as the form announces it."""
        return timezone.localdate(self.ends_at) + timedelta(days=self.keep_days)
