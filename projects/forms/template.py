"""The back office's forms of a template of a course, and of a model document."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.cms.office_forms import FormWithRows, SaysItsVersion, rows_of

from ..actions import template_version
from ..enums import CountedFrom
from ..models import (
    ChecklistItem,
    CourseTemplate,
    ExpectedDeliverable,
    ModelDocument,
    TemplateMilestone,
)
from .rows import OwnRows

LINES = ("expecteddeliverable_lines", "checklistitem_lines")


class LineForm(WagtailAdminModelForm):
    """One expected piece, or one point of the checklist."""

    class Meta(WagtailAdminModelForm.Meta):
        fields = ["title", "is_required"]


def _lines(model):
    return rows_of(TemplateMilestone, model, LineForm, formset=OwnRows, fk_name="template_milestone", can_order=True)


class TemplateMilestoneForm(FormWithRows):
    """A milestone of a template; what it is counted from is the start, the one above, or one by its title."""

    reference = forms.ChoiceField(label=_("Counted from"))
    rows = {"expecteddeliverable_lines": _lines(ExpectedDeliverable), "checklistitem_lines": _lines(ChecklistItem)}

    class Meta(WagtailAdminModelForm.Meta):
        model = TemplateMilestone
        fields = ["title", "stage", "instructions", "offset", "model_documents"]
        widgets = {"model_documents": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offset"].help_text = _("Left blank, the milestone has no date of its own.")
        self.fields["reference"].help_text = _("Another milestone can be chosen once it has been saved.")
        self.fields["model_documents"].queryset = ModelDocument.objects.offered()

    def offer(self, milestones):
        """Takes the saved milestones of the template that days can be counted from."""
        own = [choice for choice in CountedFrom.choices if choice[0] != CountedFrom.MILESTONE]
        after = [(str(one.pk), _("“%(milestone)s”") % {"milestone": one}) for one in milestones]
        self.fields["reference"].choices = [*own, *after]
        self.fields["reference"].initial = str(self.instance.after_id or self.instance.counted_from)

    def clean(self):
        cleaned = super().clean()
        reference = cleaned.get("reference", "")
        if reference.isdecimal():
            self.instance.counted_from, self.instance.after_id = CountedFrom.MILESTONE, int(reference)
        elif reference:
            self.instance.counted_from, self.instance.after_id = reference, None
        return cleaned

    def lines(self):
        """The lines that stay or come, pieces first."""
        return [form.instance for relation in LINES for form in self.kept(relation)]

    def removed_lines(self):
        """The lines that go."""
        return [line for relation in LINES for line in self.removed(relation)]


class TemplateMilestoneRows(OwnRows):
    """Each row may be counted from any saved one."""

    @cached_property
    def saved(self):
        return list(self.instance.milestones.all()) if self.instance.pk else []

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.offer([one for one in self.saved if one.pk != form.instance.pk])


class CourseTemplateForm(SaysItsVersion, FormWithRows):
    """A template with its milestones."""

    version_now = template_version
    rows = {
        "milestones": rows_of(
            CourseTemplate,
            TemplateMilestone,
            TemplateMilestoneForm,
            formset=TemplateMilestoneRows,
            fk_name="template",
            can_order=True,
        )
    }


class ModelDocumentForm(WagtailAdminModelForm):
    """A model document; its file is checked and put away by the action."""

    upload = forms.FileField(label=_("File"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["upload"].label = _("Replace the file")
            self.fields["upload"].help_text = _("Now: %(name)s") % {"name": self.instance.name}
        else:
            self.fields["upload"].required = True
