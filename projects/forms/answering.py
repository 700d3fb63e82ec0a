"""The part of the submission's form that answers what is asked: expected pieces, then the checklist."""

import hashlib
from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..asked import asked_at
from ..enums import PIECE_ANSWERS, Answers, AskedKinds
from ..models.asked import Asked


@dataclass(frozen=True)
class Line:
    """One line of what is asked, with its two fields."""

    asked: Asked
    answer: forms.BoundField
    remark: forms.BoundField


class AnswersForm(forms.Form):
    """Answers are asked only for lines of this milestone: no other can be named.

    What is required and left open blocks nothing: it is named once, and the same form sent again goes through.
    """

    known_gaps = forms.CharField(required=False, max_length=64)

    def __init__(self, data=None, *, milestone, draft=None):
        """`draft`: words kept before, which go before the answers of the last submission."""
        super().__init__(data)
        kept = draft.values if draft and data is None else {}
        here = asked_at(milestone)
        self.asked = [*here.pieces, *here.questions]
        before = self._last_answers(milestone) if data is None and self.asked else {}
        for one in self.asked:
            answer, remark = before.get(one.public_id, ("", ""))
            choices = PIECE_ANSWERS if one.kind == AskedKinds.PIECE else Answers.choices
            self.fields[f"answer-{one.public_id}"] = forms.ChoiceField(
                label=one.title, choices=choices, required=False, initial=answer, widget=forms.RadioSelect
            )
            self.fields[f"remark-{one.public_id}"] = forms.CharField(
                label=_("Remark"), required=False, max_length=500, initial=remark
            )
        for name in self.fields.keys() & kept.keys():
            self.fields[name].initial = (kept[name] or [""])[0]
        self.gaps: list[str] = []

    @staticmethod
    def _last_answers(milestone):
        last = milestone.submissions.standing().last()
        return {row.asked: (row.answer, row.remark) for row in last.checklist_answers.all()} if last else {}

    @cached_property
    def lines(self):
        """Every line with its fields, for the page."""
        return [Line(one, self[f"answer-{one.public_id}"], self[f"remark-{one.public_id}"]) for one in self.asked]

    @property
    def pieces(self):
        """The lines that ask for a piece."""
        return [line for line in self.lines if line.asked.kind == AskedKinds.PIECE]

    @property
    def questions(self):
        """The lines of the checklist."""
        return [line for line in self.lines if line.asked.kind == AskedKinds.QUESTION]

    def answers(self):
        """What `submit_milestone` takes, of a valid form."""
        return {
            one.public_id: (
                self.cleaned_data[f"answer-{one.public_id}"],
                self.cleaned_data[f"remark-{one.public_id}"],
            )
            for one in self.asked
        }

    def has_new_gaps(self, *, has_files, tied=()):
        """Whether something required is left open that the person has not been told of; `gaps` then names it.

        `tied` are the lines (UUID) of which a file is said to be the piece: they are not open.
        """
        given = self.answers()
        gaps, joined = [], False
        for one in self.asked:
            answer = Answers.YES if one.public_id in tied else given[one.public_id][0]
            is_piece = one.kind == AskedKinds.PIECE
            joined |= is_piece and answer == Answers.YES
            if one.is_required and (not answer or (is_piece and answer == Answers.NO)):
                gaps.append(one.title)
        if joined and not has_files:
            gaps.append(_("you say that pieces are joined, but there is no file"))
        if self.mark(gaps) == self.cleaned_data["known_gaps"]:
            return False
        self.gaps = gaps
        return bool(gaps)

    @staticmethod
    def mark(gaps):
        """What the page sends back to say that these very gaps were shown."""
        return hashlib.sha256("\n".join(gaps).encode()).hexdigest()

    @property
    def gaps_mark(self):
        """The mark of what is shown, or of what was shown before."""
        return self.mark(self.gaps) if self.gaps or not self.is_bound else self["known_gaps"].value() or ""
