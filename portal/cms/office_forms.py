"""Forms of the back office's screens."""

from django.forms import CharField, HiddenInput, inlineformset_factory
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm


class ProposesAddress:
    """A form whose `slug` may be left blank: it is made from the field named by `named_by`."""

    named_by = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        # What the browser proposes while one types the name: without accents, like what we make of it ourselves.
        self.fields["slug"].widget.attrs["data-w-slug-allow-unicode-value"] = "false"

    def clean(self):
        cleaned = super().clean()
        if "slug" in cleaned and not cleaned["slug"]:
            cleaned["slug"] = slugify(cleaned.get(self.named_by, ""))[: self.fields["slug"].max_length].strip("-")
        return cleaned


class SaysItsVersion:
    """A form that carries what it was opened on in `version`: the mark that `version_now(instance)` gives."""

    version_now = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = type(self).version_now(self.instance)
        self.fields["version"] = CharField(widget=HiddenInput, required=False, initial=now)


class FormWithRows(WagtailAdminModelForm):
    """A form with the rows of other models below it, for Wagtail's InlinePanel, over ordinary foreign keys.

    `rows` maps a relation to the formset of its rows (`rows_of`), whose forms may have rows of their own. Saving it is
    an action's: after `form.save(commit=False)`, `kept(relation)` and `removed(relation)` are what it asks for.
    """

    rows: dict = {}

    def __init__(self, data=None, files=None, instance=None, prefix=None, **kwargs):
        super().__init__(data, files, instance=instance, prefix=prefix, **kwargs)
        for relation, formset_class in self.rows.items():
            self.formsets[relation] = formset_class(
                data,
                files,
                instance=self.instance,
                prefix=f"{prefix}-{relation}" if prefix else relation,
                form_kwargs={"for_user": self.for_user},
            )

    def kept(self, relation):
        """The forms of the rows that stay or come, in the order given on screen; each has its unsaved `instance`."""
        formset = self.formsets[relation]
        forms = formset.ordered_forms if formset.can_order else formset.forms
        return [form for form in forms if form not in formset.deleted_forms and not _is_blank(form)]

    def removed(self, relation):
        """The saved rows that were taken away."""
        return [form.instance for form in self.formsets[relation].deleted_forms if form.instance.pk]


def rows_of(parent, model, form, **options):
    """The formset of the rows of `model` under one `parent`; rows are added in the browser, none is shown blank."""
    return inlineformset_factory(parent, model, form=form, extra=0, can_delete=True, **options)


def _is_blank(form):
    return form.instance.pk is None and not form.has_changed()
