"""Which badges to print."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Audience, Workshop

# A thousand badges take some seconds and a quarter of a gigabyte; a bigger pile of paper is made in parts anyway.
A_PART = 1000


def parts_of(number):
    """(part, words) of a pile of `number` papers; one part where they are few."""
    starts = range(0, max(number, 1), A_PART)
    return [(part, f"{start + 1} – {min(start + A_PART, number)}") for part, start in enumerate(starts, 1)]


def cut(papers, part):
    """The papers of a part, the first where `part` makes no sense."""
    start = (part - 1) * A_PART if part and (part - 1) * A_PART < len(papers) else 0
    return papers[start : start + A_PART]


class BadgesForm(forms.Form):
    """Whose badges: all who are expected, or those of a workshop, of an audience, or who registered lately."""

    workshop = forms.ModelChoiceField(
        Workshop.objects.none(), label=_("Workshop"), required=False, empty_label=pgettext_lazy("workshops", "All")
    )
    audience = forms.ModelChoiceField(
        Audience.objects.none(), label=_("Audience"), required=False, empty_label=pgettext_lazy("audiences", "All")
    )
    since = forms.DateField(
        label=_("Registered since"),
        required=False,
        help_text=_("To add those who came late to badges already printed."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    part = forms.TypedChoiceField(
        label=_("Part"),
        coerce=int,
        empty_value=1,
        required=False,
        help_text=_("So many badges are printed in parts, in alphabetical order."),
    )

    def __init__(self, *args, event, expected, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = parts_of(expected)
        if expected <= A_PART:
            del self.fields["part"]
        self.fields["workshop"].queryset = Workshop.objects.filter(slot__event=event)
        self.fields["audience"].queryset = event.audiences.all()
        if not event.audiences.exists():
            del self.fields["audience"]

    def narrow(self, registrations):
        """The registrations that match; a value that makes no sense narrows nothing."""
        self.is_valid()
        if workshop := self.cleaned_data.get("workshop"):
            registrations = registrations.filter(bookings__pool__workshop=workshop, bookings__seat__isnull=False)
        if audience := self.cleaned_data.get("audience"):
            registrations = registrations.filter(audience=audience)
        if since := self.cleaned_data.get("since"):
            registrations = registrations.filter(created_at__date__gte=since)
        return registrations
