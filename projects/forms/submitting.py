"""The form of a submission: a text, files already kept, files just chosen, and for whom."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import DraftFile
from ..people import leads_of
from ..permissions import can_submit_for, can_submit_own
from .following_on import FollowsOn
from .tying import TiesFiles


class SeveralFilesInput(forms.ClearableFileInput):
    """An ordinary file input that takes several."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SubmissionForm(FollowsOn, TiesFiles, forms.Form):
    """`pieces` are the draft files of this person at this milestone: nobody else's can be named.

    `public_id` is the identifier the submission will have: the same form sent twice makes one submission.
    """

    public_id = forms.UUIDField(widget=forms.HiddenInput)
    on_behalf_of = forms.ModelChoiceField(
        label=_("Submitted for"),
        queryset=None,
        empty_label=_("Choose the person who sent it to you"),
        help_text=_("The history will say that you submitted it, and for whom."),
    )
    text = forms.CharField(
        label=_("Your message"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you hand in, in a few words: results, questions, what is still missing."),
    )
    pieces = forms.ModelMultipleChoiceField(queryset=None, required=False, to_field_name="public_id")
    uploads = forms.FileField(label=_("Add files"), required=False, widget=SeveralFilesInput)

    draft_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data=None, *, milestone, person, kept=(), draft=None):
        """`kept` are draft files that came with this very request: they count as chosen. `draft`: words kept before."""
        self.milestone, self.person, self.draft = milestone, person, draft
        if data is not None and kept:
            data = data.copy()
            data.setlist("pieces", [*data.getlist("pieces"), *(str(draft.public_id) for draft in kept)])
        super().__init__(data, initial={"public_id": uuid.uuid4(), "draft_version": draft.version if draft else 0})
        self.fields["pieces"].queryset = DraftFile.objects.filter(milestone=milestone, owner=person)
        if can_submit_for(person, milestone):
            self.fields["on_behalf_of"].queryset = leads_of(milestone.project)
            self.fields["on_behalf_of"].required = not can_submit_own(person, milestone)
        else:
            del self.fields["on_behalf_of"]
        self.add_following_fields()
        if draft and data is None:
            self._restore(draft.values)

    def _restore(self, values):
        """The words of a draft are what the form begins with."""
        for name in self.fields.keys() & values.keys():
            self.initial.setdefault(name, values[name][0] if values[name] else "")

    @property
    def is_for_somebody(self):
        """Whether the person may submit here only for a lead."""
        return "on_behalf_of" in self.fields and self.fields["on_behalf_of"].required

    def has_pieces(self):
        """Whether files go with it, of a valid form: new, taken over or come through a link."""
        return any(self.cleaned_data[name] for name in ("pieces", "carried", "deposits"))

    def draft_files(self):
        """The kept files and whether each is chosen, for the page."""
        chosen = set(self.data.getlist("pieces")) if self.is_bound else None
        for draft in self.fields["pieces"].queryset.select_related("replaces__stands_for"):
            draft.is_chosen = chosen is None or str(draft.public_id) in chosen
            yield self.tie(draft)

    def refuse_files(self, refusals):
        """Shows why files were refused, beside the field."""
        for refusal in refusals:
            self.add_error("uploads", str(refusal))
