"""The parts of the submission form that follow on from the submission before: answers, and pieces taken over."""

from django import forms
from django.utils.translation import gettext as _

from ..corrections import open_items
from ..deposits import waiting_deposits
from ..pieces import last_pieces


class FollowsOn:
    """For the submission form, whose `milestone` and `person` it needs. Call `add_following_fields` once it is made.

    The fields are `answer-<item>` (a text), `carried` (pieces that do not change), `deposits` (files that came through
    a link); `replacement-<piece>` is the file input of a piece, read by the view.
    """

    def add_following_fields(self):
        self.items = list(open_items(self.milestone))
        self.base = list(last_pieces(self.milestone, self.person).select_related("stands_for"))
        for item in self.items:
            self.fields[answer_name(item)] = forms.CharField(
                label=_("What you did about it"),
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        base = last_pieces(self.milestone, self.person)
        self.fields["carried"] = forms.ModelMultipleChoiceField(base, required=False, to_field_name="public_id")
        self.fields["deposits"] = forms.ModelMultipleChoiceField(
            waiting_deposits(self.milestone), required=False, to_field_name="public_id"
        )

    @property
    def item_answers(self):
        """Item → what was done, of a valid form."""
        return {item: self.cleaned_data[answer_name(item)] for item in self.items}

    def whole_items(self):
        """The items about the whole submission or about a piece that is there no more, with their answer's field."""
        there = {piece.pk for piece in self.base}
        return [self._with_field(item) for item in self.items if item.piece_id not in there]

    def pieces_before(self):
        """Each piece of the submission before: whether it is taken over, and the items about it."""
        chosen = set(self.data.getlist("carried")) if self.is_bound else self.initial.get("carried")
        replaced = {draft.replaces_id for draft in self.draft_files() if draft.is_chosen}
        for piece in self.base:
            piece.is_chosen = piece.pk not in replaced and (chosen is None or str(piece.public_id) in chosen)
            self.tie(piece)
            piece.items = [self._with_field(item) for item in self.items if item.piece_id == piece.pk]
        return self.base

    def deposited(self):
        """The files that came through a link; none is chosen beforehand, but what a visa did not let through."""
        chosen = set(self.data.getlist("deposits")) if self.is_bound else self.initial.get("deposits", ())
        for deposit in self.fields["deposits"].queryset:
            deposit.is_chosen = str(deposit.public_id) in chosen
            yield self.tie(deposit)

    def _with_field(self, item):
        item.field = self[answer_name(item)]
        return item


def answer_name(item):
    """The field in which the lead says what was done about an item."""
    return f"answer-{item.public_id}"
