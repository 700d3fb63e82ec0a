"""What comes from the panel: words, and what they are about."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 5_000


class SayForm(forms.Form):
    """An answer, or one's own words once more. `public_id` is drawn by the page: sent twice, it is said once."""

    public_id = forms.UUIDField(required=False)
    text = forms.CharField(max_length=LONGEST, error_messages={"required": _("Write a few words first.")})


class BeginForm(SayForm):
    """A comment on words of the text."""

    public_id = forms.UUIDField()
    quote = forms.CharField(max_length=20_000, error_messages={"required": _("Select the words you speak of first.")})
