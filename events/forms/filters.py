"""What the organiser's list is narrowed to; kept in the address, in saved lists and in messages to a group."""

from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import QuestionKind, QuestionPurpose, RegistrationStatus, Sources
from ..models import CheckIn

HELD, WAITING, WISHED = "held", "waiting", "wished"
STANDINGS = [
    ("", _("holds it, waits or wishes for it")),
    (HELD, _("has a place in it")),
    (WAITING, _("stands in its line")),
    (WISHED, _("wishes for it")),
]
YES, NO = "yes", "no"
# What belongs to one event: a list saved for every event leaves it out.
OF_ONE_EVENT = ("workshop", "standing", "audience", "answer")


class ListFilterForm(forms.Form):
    """The filters of the list; a value that makes no sense narrows nothing."""

    text = forms.CharField(label=_("Name, organisation or address"), required=False, max_length=200)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", pgettext_lazy("statuses", "All")), *RegistrationStatus.choices]
    )
    workshop = forms.ChoiceField(label=_("Workshop"), required=False)
    standing = forms.ChoiceField(label=_("In the workshop"), required=False, choices=STANDINGS)
    audience = forms.ChoiceField(label=_("Audience"), required=False)
    came = forms.ChoiceField(
        label=_("Attendance"),
        required=False,
        choices=[
            ("", _("present or absent")),
            (YES, pgettext_lazy("a person", "present")),
            (NO, pgettext_lazy("a person", "absent")),
        ],
    )
    answer = forms.ChoiceField(label=_("Answer"), required=False)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    postcode = forms.CharField(label=_("Postcode begins with"), required=False, max_length=10)
    clash = forms.ChoiceField(
        label=_("Workshops at the same hours"),
        required=False,
        choices=[("", pgettext_lazy("registrations", "All")), (YES, _("holds two of them"))],
    )
    source = forms.ChoiceField(
        label=_("How it came"), required=False, choices=[("", pgettext_lazy("registrations", "All")), *Sources.choices]
    )
    since = forms.DateField(label=_("Registered from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Registered until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    always_shown = ("text", "status", "workshop", "came")

    def __init__(self, *args, event, shows_addresses, **kwargs):
        super().__init__(*args, **kwargs)
        self.shows_addresses = shows_addresses
        if not shows_addresses:
            self.fields["text"].label = _("Name or organisation")
            del self.fields["postcode"]
        self._offer(
            "workshop",
            _("All workshops"),
            [(w.pk, w.title) for slot in event.slots.all() for w in slot.workshops.all()],
        )
        self._offer(
            "audience", _("All audiences"), [(audience.pk, audience.name) for audience in event.audiences.all()]
        )
        self._offer("answer", _("All answers"), _answers_of(event) if shows_addresses else [])
        if "workshop" not in self.fields:
            del self.fields["standing"], self.fields["clash"]
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_select else "form-control"

    def _offer(self, name, all_of_them, choices):
        if choices:
            self.fields[name].choices = [("", all_of_them), *choices]
        else:
            del self.fields[name]

    def narrow(self, registrations):
        """The registrations that match."""
        self.is_valid()
        for name, value in self._wanted.items():
            registrations = getattr(self, f"_by_{name}")(registrations, value)
        return registrations

    @property
    def _wanted(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _by_text(self, registrations, text):
        return registrations.matching(text, addresses=self.shows_addresses)

    def _by_status(self, registrations, status):
        return registrations.filter(status=status)

    def _by_workshop(self, registrations, workshop):
        rows = {"bookings__pool__workshop": workshop}
        standing = self.cleaned_data.get("standing")
        if standing in (HELD, WISHED):
            rows["bookings__seat__isnull"] = standing == WISHED
        if standing in (WAITING, WISHED):
            rows["bookings__waiting_number__isnull"] = standing == WISHED
        return registrations.filter(**rows)

    def _by_standing(self, registrations, standing):
        return registrations  # says something with a workshop only

    def _by_audience(self, registrations, audience):
        return registrations.filter(audience=audience)

    def _by_source(self, registrations, source):
        return registrations.filter(source=source)

    def _by_came(self, registrations, came):
        came_in = Exists(CheckIn.objects.standing().filter(registration=OuterRef("pk")))
        return registrations.filter(came_in if came == YES else ~came_in)

    def _by_clash(self, registrations, clash):
        return registrations.filter(pk__in=registrations.in_two_places_at_once().order_by().values("pk"))

    def _by_answer(self, registrations, answer):
        question, _dash, said = answer.partition("-")
        if said in (YES, NO):
            return registrations.filter(answers__question=question, answers__is_yes=said == YES)
        return registrations.filter(answers__options=said)

    def _by_organisation(self, registrations, organisation):
        return registrations.of_organisation(organisation)

    def _by_postcode(self, registrations, postcode):
        return registrations.filter(postcode__startswith=postcode)

    def _by_since(self, registrations, day):
        return registrations.filter(created_at__gte=_midnight(day))

    def _by_until(self, registrations, day):
        return registrations.filter(created_at__lt=_midnight(day + timedelta(days=1)))

    @property
    def query(self):
        """The filters that make sense, as they stand in an address."""
        return urlencode([(name, self.data[name]) for name in self._wanted])

    @property
    def in_words(self):
        """(what, value) of each filter in use."""
        return [(self.fields[name].label, _said(self.fields[name], value)) for name, value in self._wanted.items()]

    @property
    def main_fields(self):
        """The filters that are always seen."""
        return [self[name] for name in self.always_shown if name in self.fields]

    @property
    def more_fields(self):
        """The others, folded away until one is used."""
        return [self[name] for name in self.fields if name not in self.always_shown]

    @property
    def uses_more(self):
        """Whether one of the folded filters is in use."""
        return any(name not in self.always_shown for name in self._wanted)


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _said(field, value):
    if not isinstance(field, forms.ChoiceField):
        return value
    words = {}
    for key, label in field.choices:
        words |= {k: f"{key} – {answer}" for k, answer in label} if isinstance(label, list) else {str(key): label}
    return words[value]


def _answers_of(event):
    """The answers one can choose from, under their question: (question, [(value, answer)])."""
    groups = []
    for question in event.questions.all():
        answers = [(option.pk, option.label) for option in question.options.all()]
        if question.kind == QuestionKind.YES_NO:
            answers = [(YES, _("yes")), (NO, _("no"))]
        if answers and question.purpose == QuestionPurpose.REGISTRATION:
            groups.append((question.label, [(f"{question.pk}-{key}", label) for key, label in answers]))
    return groups
