"""The accompanier's correction request: something about the whole, something about each of its files, and a date."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..actions import Asked, refuse_unworkable
from ..enums import CorrectionReasons
from ..refusals import MilestoneRefusal
from ..working_days import on_or_after
from .deciding import DecisionForm
from .helper import fields_alone

USUAL_TIME = timedelta(days=14)
REASONS = [("", _("Choose")), *CorrectionReasons.choices]


class CorrectionForm(DecisionForm):
    """The submission goes back to the lead, with what is to be done: in the whole, in some of its files, or both.

    `items` of the valid form are Asked. `rows` are the files with their two fields, for the page.
    """

    reason = forms.ChoiceField(
        label=_("Reason"), choices=CorrectionReasons.choices, widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(
        label=_("What has to be corrected"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The lead receives this text by mail, as you write it."),
    )
    due_on = forms.DateField(
        label=_("Corrected submission expected by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A working day. It becomes the date of the milestone."),
    )

    def __init__(self, *args, milestone, **kwargs):
        super().__init__(*args, milestone=milestone, auto_id="correction_%s", **kwargs)
        self.initial["due_on"] = on_or_after(timezone.localdate() + USUAL_TIME)
        last = milestone.submissions.standing().last()
        self.pieces = list(last.deliverables.all()) if last else []
        for piece in self.pieces:
            self.fields[f"reason-{piece.public_id}"] = forms.ChoiceField(
                label=_("Reason"), choices=REASONS, required=False
            )
            self.fields[f"text-{piece.public_id}"] = forms.CharField(
                label=_("To be corrected in this file"),
                max_length=5000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.helper = fields_alone()

    def rows(self):
        """Each file with the fields about it."""
        for piece in self.pieces:
            fields = [self[f"reason-{piece.public_id}"], self[f"text-{piece.public_id}"]]
            yield {"piece": piece, "fields": fields, "is_open": any(one.value() or one.errors for one in fields)}

    def clean_due_on(self):
        try:
            refuse_unworkable(self.cleaned_data["due_on"])
        except MilestoneRefusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return self.cleaned_data["due_on"]

    def clean(self):
        cleaned = super().clean()
        self.items = [item for piece, names in self._places() if (item := self._asked(cleaned, piece, *names))]
        if not self.items and not self.errors:
            self.add_error("text", _("Say what has to be corrected, in the whole or in one of its files."))
        return cleaned

    def _places(self):
        yield None, ("reason", "text")
        for piece in self.pieces:
            yield piece, (f"reason-{piece.public_id}", f"text-{piece.public_id}")

    def _asked(self, cleaned, piece, reason, text):
        """An item, or nothing where both fields are empty; half of one is told beside the other half."""
        given = cleaned.get(reason), (cleaned.get(text) or "").strip()
        if all(given):
            return Asked(given[0], given[1], piece)
        if given[0]:
            self.add_error(text, _("Say what has to be corrected: the reason alone helps nobody."))
        elif given[1]:
            self.add_error(reason, _("Choose the reason."))
        return None
