"""The form of a template."""

from django import forms

from ..models import SpecificationTemplate
from .people import fields_alone


class TemplateForm(forms.ModelForm):
    """Its name, and what it is for."""

    class Meta:
        model = SpecificationTemplate
        fields = ["title", "about"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()
