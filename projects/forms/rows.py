"""Rows below a form: only those of what the form is about can be named."""

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _


class OwnRows(BaseInlineFormSet):
    """Refuses an identifier that is not of a row below this very object: Django alone would make a new row of it."""

    def clean(self):
        super().clean()
        if any(form.instance._state.adding for form in self.initial_forms):
            raise ValidationError(_("A line sent is not, or no longer, one of these: reload the page."))
