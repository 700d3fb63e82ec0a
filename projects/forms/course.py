"""Laying and adapting the course of a project, on the site."""

from django import forms
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..actions import FIRST, adapted_version
from ..models import ChecklistItem, CourseTemplate, ExpectedDeliverable, Milestone, ModelDocument
from .rows import OwnRows

SPARE_ROWS = 3


class Day(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class LayTemplateForm(forms.Form):
    """Which template, from which day; first to look at the dates, then to lay them."""

    template = forms.ModelChoiceField(
        label=_("Template"), queryset=CourseTemplate.objects.none(), empty_label=_("Choose a template")
    )
    start_on = forms.DateField(
        label=_("Start of the course"),
        widget=Day,
        help_text=_("The working days of the template are counted from here, French public holidays left out."),
    )
    past_is_meant = forms.BooleanField(
        label=_("Lay it all the same: the dates that have passed are meant"), required=False
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"start_on": timezone.localdate()})
        self.fields["template"].queryset = CourseTemplate.objects.offered()


class LineForm(forms.ModelForm):
    """One expected piece, or one point of the checklist; a new one without a title is left out."""

    class Meta:
        fields = ["title", "is_required"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = self.instance.pk is not None


def _lines(model):
    return inlineformset_factory(
        Milestone,
        model,
        form=LineForm,
        formset=OwnRows,
        fk_name="milestone",
        extra=SPARE_ROWS,
        can_delete_extra=False,
        max_num=60,
    )


class AdaptForm(forms.ModelForm):
    """A milestone of a project with what is asked there: new, or changed."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    place = forms.ChoiceField(label=_("Place in the course"), required=False)
    past_is_meant = forms.BooleanField(label=_("The date has passed, and it is meant"), required=False)
    tells = forms.BooleanField(
        label=_("Tell the leads by mail"),
        required=False,
        help_text=_("They receive the list of the milestones with their dates."),
    )

    class Meta:
        model = Milestone
        fields = ["title", "stage", "due_on", "instructions", "model_documents"]
        widgets = {
            "due_on": Day,
            "instructions": forms.Textarea(attrs={"rows": 5}),
            "model_documents": forms.CheckboxSelectMultiple,
        }

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance)
        self.asks_past = False
        self.fields["version"].initial = adapted_version(instance)
        self.others = {
            str(one.public_id): one for one in instance.project.milestones.exclude(pk=instance.pk).order_by("order")
        }
        stay = _("Last") if instance.pk is None else _("Where it is")
        after = [(key, _("After “%(milestone)s”") % {"milestone": one}) for key, one in self.others.items()]
        self.fields["place"].choices = [("", stay), (FIRST, _("First")), *after]
        documents = ModelDocument.objects.offered()
        if instance.pk:
            documents = documents | ModelDocument.objects.filter(pk__in=instance.model_documents.values("pk"))
        self.fields["model_documents"].queryset = documents.distinct()
        if not documents.exists():
            del self.fields["model_documents"]
        self.pieces = _lines(ExpectedDeliverable)(data, instance=instance, prefix="pieces")
        self.questions = _lines(ChecklistItem)(data, instance=instance, prefix="questions")

    def is_valid(self):
        lines_are_valid = [formset.is_valid() for formset in (self.pieces, self.questions)]
        return super().is_valid() and all(lines_are_valid)

    @property
    def planned(self):
        """What `adapt_milestone` takes beside the milestone."""
        place = self.cleaned_data["place"]
        return {
            "version": self.cleaned_data["version"] or None,
            "lines": [line for formset in (self.pieces, self.questions) for line in _kept(formset)],
            "removed": [
                form.instance
                for formset in (self.pieces, self.questions)
                for form in formset.deleted_forms
                if form.instance.pk
            ],
            "model_documents": self.cleaned_data.get("model_documents", ()),
            "place": self.others.get(place, place or None),
            "past_is_meant": self.cleaned_data["past_is_meant"],
            "tells": self.cleaned_data["tells"],
        }

    def ask_whether_past_is_meant(self, refusal):
        """Shows why beside the date, with the box that says that it is meant."""
        self.asks_past = True
        self.add_error("due_on", str(refusal))


def _kept(formset):
    gone = formset.deleted_forms
    return [form.instance for form in formset if form not in gone and form.instance.title]
