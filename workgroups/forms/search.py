"""What is looked for in the documents, and where."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.coediting import level_label
from portal.finding import Query

from ..enums import SpecificationStatus
from ..models import IndexedText, WorkingGroup
from ..models.adopted import LEVELS
from ..permissions import may_read_drafts

ADOPTED = (SpecificationStatus.ADOPTED.value, SpecificationStatus.ADOPTED.label)


class SearchForm(forms.Form):
    """`person` chooses among the groups whose documents they may read. Another is refused."""

    q = forms.Field(label=_("Words, or the code of a requirement"), required=False)
    groupe = forms.ModelChoiceField(
        label=pgettext_lazy("of a document", "Group"),
        queryset=WorkingGroup.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("All groups"),
    )
    niveau = forms.ChoiceField(label=pgettext_lazy("of a requirement", "Level"), required=False)
    statut = forms.ChoiceField(label=_("Status"), required=False)
    document = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        groups = IndexedText.objects.visible_to(person).order_by().values("specification__group")
        self.fields["groupe"].queryset = WorkingGroup.objects.filter(pk__in=groups)
        levels = [(level, level_label(level)) for level in LEVELS]
        self.fields["niveau"].choices = [("", _("All levels, and sections")), *levels]
        reads_drafts = may_read_drafts(person)
        found = SpecificationStatus.choices if reads_drafts else [ADOPTED]
        statuses = [(value, label.capitalize()) for value, label in found]
        self.fields["statut"].choices = [("", _("All statuses")), *statuses]
        if not reads_drafts:  # there is nothing to choose
            self.fields["statut"].widget = forms.HiddenInput()

    def clean_q(self):
        """What was typed, read as words."""
        return Query.read(self.cleaned_data["q"] or "")
