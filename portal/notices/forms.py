"""How somebody wants to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .preferences import Levels, Paces, set_preference, wish_of


class PreferenceForm(forms.Form):
    """Of everything, or of one scope, where "as everywhere" is a choice as well."""

    level = forms.ChoiceField(label=_("What do you want to receive by e-mail?"), widget=forms.RadioSelect)
    pace = forms.ChoiceField(label=_("When?"), choices=Paces.choices, widget=forms.RadioSelect)

    def __init__(self, data=None, *, person, scope=None):
        wish = wish_of(person, scope)
        is_own = scope is not None and wish.pk is not None and wish.scope_kind == scope.kind
        level = wish.level if is_own or scope is None else ""
        prefix = "one" if scope else "all"
        super().__init__(data, prefix=prefix, auto_id=f"{prefix}_%s", initial={"level": level, "pace": wish.pace})
        self.person, self.scope = person, scope
        own = [("", _("As for everything else"))] if scope else []
        self.fields["level"].choices = [*own, *Levels.choices]
        self.fields["level"].required = scope is None

    def save(self):
        """Writes the wish."""
        set_preference(self.person, scope=self.scope, **self.cleaned_data)
