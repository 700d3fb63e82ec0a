"""The components on one page, for whoever writes a screen (only where the demonstration is on)."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

STATUSES = [
    ("neutral", _("Draft")),
    ("progress", _("In review")),
    ("success", _("Accepted")),
    ("warning", _("To be corrected")),
    ("danger", _("Late")),
]


class SampleForm(forms.Form):
    """Every kind of field, to see it with its label, help and error."""

    name = forms.CharField(label=_("Name"), help_text=_("As it should be printed on the badge."))
    email = forms.EmailField(label=_("E-mail address"))
    message = forms.CharField(label=_("Message"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    place = forms.ChoiceField(label=_("Place"), choices=[("melun", "Melun"), ("senart", "Sénart")])
    kind = forms.ChoiceField(
        label=_("Area"), widget=forms.RadioSelect, choices=[("urban", _("Urban")), ("rural", _("Rural"))]
    )
    file = forms.FileField(label=_("File"), required=False)
    agreed = forms.BooleanField(label=_("I have read the privacy notice"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("send", _("Send")))


def gallery(request):
    """The components with sample content, and a form: empty, then refused."""
    form = SampleForm(request.POST, request.FILES) if request.method == "POST" else SampleForm()
    return render(
        request,
        "cms/gallery.html",
        {
            "form": form,
            "single": SampleForm(auto_id="single_%s"),
            "statuses": STATUSES,
            "page": Paginator(range(90), 10).get_page(request.GET.get("page")),
            "crumbs": [(_("Home"), "/")],
            "files": [{"name": _("Feasibility study.pdf"), "url": "#", "detail": "PDF, 1,2 Mo"}],
            "steps": [
                {"title": _("Opportunity note"), "when": date(2013, 1, 15), "done": True},
                {"title": _("Specification of the study"), "when": date(2013, 3, 1), "detail": _("Under way")},
            ],
        },
    )
