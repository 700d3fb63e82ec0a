"""What votes, comments, answers and errata are asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .. import places
from ..enums import Answers, Choices, VoteModes
from ..models import ConsultationComment, Erratum, Vote
from .lasting import LONGEST_DAYS, USUAL_DAYS, calendar, capitals, in_days


class VoteForm(forms.ModelForm):
    """How the group decides, until when, and which number the version gets."""

    is_major = forms.TypedChoiceField(
        label=_("The version"),
        coerce=lambda value: value == "major",
        widget=forms.RadioSelect(),
        initial="major",
    )

    class Meta:
        model = Vote
        fields = ["mode", "ends_on", "quorum"]
        widgets = {"mode": forms.RadioSelect()}

    def __init__(self, *args, major, minor, **kwargs):
        super().__init__(*args, **kwargs)
        calendar(self.fields["ends_on"], in_days(1), in_days(LONGEST_DAYS), in_days(USUAL_DAYS))
        self.fields["ends_on"].help_text = _("This day included.")
        self.fields["mode"].choices = capitals(VoteModes.choices)
        self.fields["mode"].initial = VoteModes.VOTE
        self.fields["quorum"].max_value = 100
        self.fields["quorum"].widget.attrs["max"] = 100
        if major == minor:  # the first version
            del self.fields["is_major"]
            return
        self.fields["is_major"].choices = [
            ("major", _("%(number)s: what is required changes") % {"number": major}),
            ("minor", _("%(number)s: corrections that change nothing of what is required") % {"number": minor}),
        ]

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if not in_days(1) <= ends_on <= in_days(LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day between tomorrow and a year from now."))
        return ends_on


class CommentForm(forms.ModelForm):
    """Where in the text, and what."""

    anchor = forms.ChoiceField(label=_("About"), required=False)

    class Meta:
        model = ConsultationComment
        fields = ["anchor", "text"]
        labels = {"text": _("Your comment")}
        widgets = {"text": forms.Textarea({"rows": 5})}

    def __init__(self, *args, content, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["anchor"].choices = places.choices(content)


class AnswerForm(forms.ModelForm):
    """What the editors make of a comment; carries the answer that was there."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    class Meta:
        model = ConsultationComment
        fields = ["answer", "reason"]
        labels = {"answer": _("Answer"), "reason": _("Reason, or what was changed")}
        widgets = {"answer": forms.RadioSelect(), "reason": forms.Textarea({"rows": 4})}
        help_texts = {"reason": _("The author reads it. Needed unless the comment is accepted.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = capitals(Answers.choices)
        self.fields["answer"].required = True
        self.fields["seen"].initial = self.instance.answer


class BallotForm(forms.Form):
    """A vote; in a consent, agreement or a reasoned objection."""

    choice = forms.ChoiceField(label=_("Your vote"), widget=forms.RadioSelect())
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, vote, ballot, **kwargs):
        super().__init__(*args, initial={"choice": ballot.choice, "reason": ballot.reason}, **kwargs)
        if vote.mode == VoteModes.CONSENT:
            self.fields["choice"].choices = [
                (Choices.FOR, _("I agree, or can live with it")),
                (Choices.OBJECTION, _("I object")),
            ]
            self.fields["reason"].help_text = _("Needed for an objection; the group reads it.")
        else:
            self.fields["choice"].choices = capitals([(one, one.label) for one in VOTED])
            self.fields["reason"].help_text = _("If you wish; the group reads it.")


VOTED = (Choices.FOR, Choices.AGAINST, Choices.ABSTAIN)


class WithdrawForm(forms.Form):
    """Why a vote is withdrawn."""

    reason = forms.CharField(
        label=pgettext_lazy("withdrawing a vote", "Reason"), max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class ErratumForm(forms.ModelForm):
    """What is wrong where, and what is to be read instead."""

    anchor = forms.ChoiceField(label=pgettext_lazy("in a text", "Place"), required=False)

    class Meta:
        model = Erratum
        fields = ["anchor", "text"]
        widgets = {"text": forms.Textarea({"rows": 4})}
        help_texts = {"text": _("For example: “in the second line, read 9 m² instead of 6 m²”.")}

    def __init__(self, *args, content, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["anchor"].choices = places.choices(content)


class CompareAdoptedForm(forms.Form):
    """The version to compare with."""

    avec = forms.ChoiceField(label=_("Compare with"))

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["avec"].choices = [(one.number, str(one.number)) for one in others]
