"""The back office's form of a project: its sheet, and its course below."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from portal.cms.office_forms import FormWithRows, ProposesAddress, SaysItsVersion, rows_of

from ..actions import sheet_version
from ..models import CourseTemplate, Milestone, Project
from .rows import OwnRows


class MilestoneForm(WagtailAdminModelForm):
    """What is asked at a milestone, and for when; its status moves by what people do."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Milestone
        fields = ["title", "stage", "instructions", "due_on"]


class SheetForm(SaysItsVersion, ProposesAddress, FormWithRows):
    """The sheet of a project; a template is offered as long as it has no milestone."""

    template = forms.ModelChoiceField(
        label=_("Template of the course"),
        queryset=CourseTemplate.objects.none(),
        required=False,
        empty_label=_("None: the milestones below alone"),
        help_text=_("Its milestones come first; those below, if any, come after."),
    )
    start_on = forms.DateField(
        label=_("Start of the course"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The dates of the template are counted from here; left blank, its milestones have none."),
    )
    past_is_meant = forms.BooleanField(
        label=_("Dates that have passed are meant"),
        required=False,
        help_text=_("Otherwise a new date in the past is refused."),
    )
    version_now = sheet_version
    rows = {"milestones": rows_of(Project, Milestone, MilestoneForm, formset=OwnRows, can_order=True)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].help_text = _(
            "Left blank, it is made from the name. Changing it breaks links to the project."
        )
        self.fields["template"].queryset = CourseTemplate.objects.offered()
        if self.instance.pk and self.instance.milestones.exists():
            del self.fields["template"], self.fields["start_on"]
