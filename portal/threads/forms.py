"""The form of a post."""

import uuid

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from .enums import PieceKinds
from .models import PostAttachment

LONGEST = 10_000


class SeveralFilesInput(forms.ClearableFileInput):
    """An ordinary file input that takes several."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PostForm(forms.Form):
    """A text, people to call upon, files already kept and files just chosen; for moderators, for whom they write.

    `public_id` is the identifier the post will have: the same form sent twice makes one post.
    """

    public_id = forms.UUIDField(widget=forms.HiddenInput)
    on_behalf_of = forms.ModelChoiceField(
        label=_("Written for"),
        queryset=None,
        required=False,
        empty_label=_("Myself"),
        help_text=_("When you write down an answer that came by e-mail: choose who sent it."),
    )
    text = forms.CharField(
        label=_("Your message"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "data-mentions": ""}),
    )
    mentioned = forms.ModelMultipleChoiceField(
        label=_("Call upon"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    pieces = forms.ModelMultipleChoiceField(queryset=None, required=False, to_field_name="public_id")
    uploads = forms.FileField(label=_("Attach files"), required=False, widget=SeveralFilesInput)
    piece_kind = forms.ChoiceField(
        label=_("What the files are"), choices=PieceKinds.choices, required=False, initial=PieceKinds.DOCUMENT
    )

    def __init__(self, data=None, *, place, thread, person, kept=()):
        """`kept` are files that came with this very request: they count as chosen."""
        if data is not None and kept:
            data = data.copy()
            data.setlist("pieces", [*data.getlist("pieces"), *(str(piece.public_id) for piece in kept)])
        super().__init__(data, initial={"public_id": uuid.uuid4(), "piece_kind": PieceKinds.DOCUMENT})
        people = get_user_model()._default_manager.filter(pk__in=place.people().order_by().values("pk"))
        self.fields["mentioned"].queryset = people.exclude(pk=person.pk)
        self.fields["pieces"].queryset = PostAttachment.objects.filter(thread=thread, owner=person, post=None)
        if place.can_moderate(person):
            self.fields["on_behalf_of"].queryset = people.exclude(pk=person.pk)
        else:
            del self.fields["on_behalf_of"]

    def clean_piece_kind(self):
        return self.cleaned_data["piece_kind"] or PieceKinds.DOCUMENT

    def kept_files(self):
        """The kept files and whether each is chosen, for the page."""
        chosen = set(self.data.getlist("pieces")) if self.is_bound else None
        for piece in self.fields["pieces"].queryset:
            piece.is_chosen = chosen is None or str(piece.public_id) in chosen
            yield piece

    def refuse_files(self, refusals):
        """Shows why files were refused, beside the field."""
        for refusal in refusals:
            self.add_error("uploads", str(refusal))


class EditForm(forms.Form):
    """One's own words, once more."""

    text = forms.CharField(
        label=_("Your message"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
