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


def show_both(form, stored, refusal):
    """Puts the refusal on a form that came too late, which is then saved over what `stored` (the form of it) shows;
    returns the differences."""
    form.add_error(None, str(refusal))
    save_over(form, stored)
    return differences(form, stored)


def say_both(form, row):
    """For a form of the back office: each difference with the `row` as it is now is a line on the form, which is then
    saved over it."""
    stored = type(form)(instance=row, for_user=form.for_user)
    text = _("%(field)s: “%(theirs)s” is saved, you typed “%(yours)s”.")
    for one in differences(form, stored):
        form.add_error(None, text % {"field": one.label, "theirs": one.theirs, "yours": one.yours})
    save_over(form, stored)


def save_over(form, stored):
    """Keeps what was typed; saving once more is meant, over what `stored` shows (`version`, a field of both)."""
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = stored["version"].value()


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
