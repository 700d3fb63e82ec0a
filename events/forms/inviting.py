"""Inviting: a link to pass on, or a list of addresses."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.spreadsheets import UnreadableWorkbook

from ..guests import LINES_SHOWN, MOST_AT_ONCE, lines_of_workbook, read_guests
from .parts import fields_alone


class ForAudience(forms.Form):
    """A form that may limit what it opens to one audience of the event."""

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        audiences = event.audiences.all()
        if audiences:
            self.fields["audience"] = forms.ModelChoiceField(
                audiences,
                label=_("Audience"),
                required=False,
                empty_label=_("Any"),
                help_text=_("One that is for invited people is opened by an invitation for it, or for any."),
            )
        self.helper = fields_alone()

    @property
    def audience(self):
        return self.cleaned_data.get("audience")


class LinkForm(ForAudience):
    """A link that may be passed on."""

    name = forms.CharField(
        label=_("Name of the link"), max_length=200, help_text=_("For you: to whom, or where, you give it.")
    )


class GuestsForm(ForAudience):
    """A list of people, each of whom gets an invitation of their own."""

    guests = forms.CharField(
        label=_("Addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("One a line, with a name if you like: zoe@atelier.example Zoé Exemple"),
    )
    workbook = forms.FileField(
        label=_("Or a workbook (.xlsx)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("With a column “E-mail”, and “First name”, “Last name” if you have them."),
    )
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)

    def clean(self):
        cleaned = super().clean()
        text = cleaned.get("guests", "")
        if workbook := cleaned.get("workbook"):
            try:
                text = "\n".join([*text.splitlines(), *lines_of_workbook(workbook)])
            except UnreadableWorkbook as refusal:
                self.add_error("workbook", str(refusal))
                return cleaned
            self.data = self.data.copy()  # a file cannot be shown again: its lines can
            self.data["guests"] = text
        self.lines = read_guests(self.event, text)
        if not self.lines:
            self.add_error("guests", _("Give at least one address."))
        if len(self.lines) > MOST_AT_ONCE:
            too_many = _("That is %(count)s lines: at most %(most)s at once, please.")
            self.add_error("guests", too_many % {"count": len(self.lines), "most": MOST_AT_ONCE})
        self._refuse_bad_lines()
        return cleaned

    def _refuse_bad_lines(self):
        if self.bad_lines and "leave-aside" not in self.data:
            text = ngettext(
                "%(count)s line cannot be used: nobody was invited yet. Correct it, or leave it aside.",
                "%(count)s lines cannot be used: nobody was invited yet. Correct them, or leave them aside.",
                len(self.bad_lines),
            )
            told = [
                _("Line %(number)s, “%(line)s”: %(reason)s.") % guest.told for guest in self.bad_lines[:LINES_SHOWN]
            ]
            self.add_error("guests", [text % {"count": len(self.bad_lines)}, *told])

    @property
    def bad_lines(self):
        return [guest for guest in getattr(self, "lines", []) if guest.problem]

    @property
    def left_out(self):
        """Lines without an invitation of their own, each with the reason, once the form is valid."""
        return [guest for guest in self.lines if not guest.is_good]

    @property
    def good(self):
        """(address, name) of those to invite."""
        return [(guest.email, guest.name) for guest in getattr(self, "lines", []) if guest.is_good]
