"""What a text is called, and whether it is put aside."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.differences import show_both

from .. import permissions
from ..actions import ChangedMeanwhile, GroupRefusal, put_aside, rename_specification, take_up
from ..enums import SpecificationStatus
from ..forms import RenamingForm
from .adoption import frame
from .fetching import specification_of

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@login_required
def document_settings(request, slug, document_id):
    """Another title; the way to put the text aside and back; what it was called before."""
    specification = _to_set(request, slug, document_id, permissions.can_open_settings)
    may_rename = permissions.can_rename(request.user, specification)
    form, differing = _form(request, specification, request.POST or None) if may_rename else None, []
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                rename_specification(_again(request, specification), by=request.user, **form.cleaned_data)
            except ChangedMeanwhile as refusal:
                differing = show_both(form, _form(request, _again(request, specification)), refusal)
            except GroupRefusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("It is saved."))
                return redirect(specification)
    context = frame(_again(request, specification)) | {
        "form": form,
        "differing": differing,
        "is_aside": specification.status == SpecificationStatus.ASIDE,
        "may_put_aside": permissions.can_put_aside(request.user, specification),
        "may_take_up": permissions.can_take_up(request.user, specification),
        "events": specification.events.select_related("by"),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "workgroups/document_settings.html", context, status=status)


@require_http_methods(FORM_METHODS)
@login_required
def document_put_aside(request, slug, document_id):
    """Says what follows, then takes the draft out of the lists."""
    specification = _to_set(request, slug, document_id, permissions.can_lead_adoption)
    refusal = ""
    if request.method == "POST":
        try:
            put_aside(specification, by=request.user)
        except GroupRefusal as reason:
            refusal, specification = str(reason), _again(request, specification)
        else:
            told = _("“%(title)s” is put aside. You find it again at the end of this page.")
            messages.success(request, told % {"title": specification.title})
            return redirect("workgroups:specification-list", slug)
    context = frame(specification, settings_of(specification)) | {
        "refusal": refusal,
        "may_put_aside": permissions.can_put_aside(request.user, specification),
    }
    return render(request, "workgroups/document_put_aside.html", context, status=409 if refusal else 200)


@require_POST
@login_required
def document_take_up(request, slug, document_id):
    """A draft again."""
    specification = _to_set(request, slug, document_id, permissions.can_lead_adoption)
    try:
        take_up(specification, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The text is a draft again, as it was: it can be written in."))
    return redirect(specification)


def settings_of(specification):
    """The way up to the settings of a text."""
    address = reverse("workgroups:document-settings", args=[specification.group.slug, specification.document_id])
    return (_("Settings"), address)


def _to_set(request, slug, document_id, may):
    specification = specification_of(request.user, slug, document_id)
    if not may(request.user, specification):
        raise PermissionDenied
    return specification


def _form(request, specification, data=None):
    return RenamingForm(data, instance=specification, group=specification.group, person=request.user)


def _again(request, specification):
    """The text as it is stored: a form writes on the one it was given what was typed."""
    return specification_of(request.user, specification.group.slug, specification.document_id)
