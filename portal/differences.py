"""What a form that came too late says otherwise than what is stored: both, side by side."""

from dataclasses import dataclass

from django.forms import BaseFormSet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class Difference:
    """One field: what is stored now, and what was typed."""

    label: str
    theirs: str
    yours: str


def differences(typed, stored):
    """Between a bound form and an unbound one of the same rows as they are now; those below compared by their key."""
    found = _of_fields(typed, stored)
    if isinstance(getattr(typed, "rows", None), BaseFormSet):
        now = {form.instance.pk: form for form in stored.rows.forms if form.instance.pk}
        for form in typed.rows.forms:
            if form.instance.pk in now:
                found += _of_fields(form, now.pop(form.instance.pk), f"{form.instance} – ")
        found += [Difference(str(form.instance), _("added"), _("not there yet")) for form in now.values()]
    return found


def _of_fields(typed, stored, before=""):
    names = [name for name in stored.fields if name in typed.fields and not stored[name].is_hidden]
    shown = [(stored[name].label, _shown(stored[name]), _shown(typed[name])) for name in names]
    return [Difference(f"{before}{label}", theirs, yours) for label, theirs, yours in shown if theirs != yours]


def _shown(bound):
    """The value as somebody reads it."""
    value = bound.value()
    if isinstance(value, bool) or value in ("on", "True", "False"):
        return pgettext("answer", "yes") if value in (True, "on", "True") else pgettext("answer", "no")
    if choices := getattr(bound.field, "choices", None):
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        labels = [str(label) for key, label in _flat(choices) if str(key) in chosen]
        return ", ".join(labels)
    if value is None:
        return ""
    return bound.field.widget.format_value(value) or "" if hasattr(value, "strftime") else str(value).strip()


def _flat(choices):
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield getattr(key, "value", key), label
