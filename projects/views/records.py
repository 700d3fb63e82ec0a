"""Contacts and consultancies: one screen to write a row of either, one that asks before it is taken away."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.differences import show_both

from .. import permissions
from ..actions import remove_record, save_record
from ..forms.study import ConsultancyForm, ContactForm
from ..refusals import ChangedMeanwhile, StudyRefusal
from .fetching import allow, crumbs_to, in_project


@dataclass(frozen=True)
class Kind:
    """One kind of row: how the project calls its rows, their form, the rights it takes, where the list is."""

    relation: str
    form: type
    may: Callable
    may_remove: Callable
    list_address: str
    remove_address: str
    new: str | Promise


CONTACTS = Kind(
    "contacts",
    ContactForm,
    permissions.can_write_study,
    permissions.can_remove_contact,
    "projects:contact-list",
    "projects:contact-remove",
    gettext_lazy("New contact"),
)
CONSULTANCIES = Kind(
    "consultancies",
    ConsultancyForm,
    permissions.can_write_funding,
    permissions.can_write_funding,
    "projects:study-detail",
    "projects:consultancy-remove",
    gettext_lazy("New consultancy"),
)


@require_safe
@in_project()
def contact_list(request, project):
    """Who counts for the project, shown to those who follow it."""
    context = {
        "project": project,
        "contacts": project.contacts.all(),
        "can_write": permissions.can_write_study(request.user, project),
        "can_remove": permissions.can_remove_contact(request.user, project),
    }
    return render(request, "projects/contact_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_project()
def record_edit(request, project, kind, public_id=None):
    """A new row, or one that exists; what somebody else saved meanwhile is shown beside what was typed."""
    allow(request, kind.may, project)

    def stored():
        relation = getattr(project, kind.relation)
        return get_object_or_404(relation.all(), public_id=public_id) if public_id else relation.model(project=project)

    form, differing = kind.form(request.POST or None, instance=stored()), []
    if request.method == "POST" and form.is_valid():
        try:
            save_record(form.instance, by=request.user, may=kind.may, version=form.cleaned_data["version"])
        except ChangedMeanwhile as refusal:
            differing = show_both(form, kind.form(instance=stored()), refusal)
        except StudyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is saved."))
            return redirect(kind.list_address, project.slug)
    context = {
        "project": project,
        "kind": kind,
        "form": form,
        "differing": differing,
        "remove_url": reverse(kind.remove_address, args=[project.slug, public_id]) if public_id else "",
        "title": str(stored()) if public_id else kind.new,
        "crumbs": crumbs_to(project),
    }
    return render(request, "projects/record_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_project()
def record_remove(request, project, kind, public_id):
    """Asks first, takes it away on POST."""
    allow(request, kind.may_remove, project)
    record = get_object_or_404(getattr(project, kind.relation).all(), public_id=public_id)
    if request.method == "POST":
        try:
            remove_record(record, by=request.user, may=kind.may_remove)
        except StudyRefusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("“%(record)s” is removed.") % {"record": record})
        return redirect(kind.list_address, project.slug)
    context = {"project": project, "record": record, "kind": kind, "crumbs": crumbs_to(project)}
    return render(request, "projects/record_remove.html", context)
