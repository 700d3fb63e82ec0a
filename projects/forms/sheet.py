"""The back office's form of a project: its sheet, and its course below."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.cms.office_forms import FormWithRows, ProposesAddress, rows_of

from ..models import Milestone, Project


class MilestoneForm(WagtailAdminModelForm):
    """What is asked at a milestone, and for when; its status moves by what people do."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Milestone
        fields = ["title", "instructions", "due_on"]


class SheetForm(ProposesAddress, FormWithRows):
    """The sheet of a project; `usual_course` is offered as long as it has no milestone."""

    usual_course = forms.BooleanField(
        label=_("Lay the usual course of a study"),
        required=False,
        help_text=_("From the opportunity note to the opening; the milestones below, if any, come after."),
    )
    rows = {"milestones": rows_of(Project, Milestone, MilestoneForm, can_order=True)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].help_text = _(
            "Left blank, it is made from the name. Changing it breaks links to the project."
        )
        self.fields["usual_course"].initial = self.instance.pk is None
        if self.instance.pk and self.instance.milestones.exists():
            del self.fields["usual_course"]
