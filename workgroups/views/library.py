"""The documents of a group: by subject, with their versions; downloaded through the right to read them."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import files
from portal.differences import show_both
from portal.refusals import Hidden, shown_or_hidden
from portal.text import fold

from .. import permissions
from ..actions import ChangedMeanwhile, GroupRefusal, add_file, add_version, change_file, remove_file
from ..decorators import insider_of_group
from ..forms.library import FileForm, NewFileForm, VersionForm
from ..models import FileVersion, GroupFile
from .fetching import crumbs_of

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@insider_of_group(permissions.can_view)
def file_list(request, group):
    """What the person may download, under its subjects; visitors find what is published."""
    found = group.files.visible_to(request.user).select_related("group").prefetch_related("versions__by")
    subjects = [(subject, list(some)) for subject, some in groupby(found, lambda one: one.subject)]
    context = {
        "group": group,
        "subjects": [(some[0].subject, some) for _key, some in _folded(subjects)],
        "is_inside": permissions.can_read_documents(request.user, group),
        "can_add": permissions.can_add_file(request.user, group),
    }
    return render(request, "workgroups/file_list.html", context)


def _folded(subjects):
    """Subjects that differ in case or accents stand together."""
    for key, some in groupby(subjects, lambda pair: fold(pair[0])):
        yield key, [one for _subject, those in some for one in those]


@require_http_methods(FORM_METHODS)
@login_required
@insider_of_group(lambda person, group: permissions.can_add_file(person, group))
def file_add(request, group):
    """A new document."""
    form = NewFileForm(request.POST or None, request.FILES or None, group=group)
    if request.method == "POST" and form.is_valid():
        try:
            document = add_file(group, by=request.user, **form.cleaned_data)
        except (GroupRefusal, files.RefusedFile) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(title)s” is added.") % {"title": document.title})
            return redirect(document)
    context = {"group": group, "form": form, "crumbs": [*crumbs_of(group)]}
    return render(request, "workgroups/file_add.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
def file_detail(request, slug, public_id):
    """Its versions, the last one first; a new one to bring."""
    document = _document(request, slug, public_id)
    form = VersionForm() if permissions.can_add_file(request.user, document.group) else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        form = VersionForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                add_version(document, by=request.user, **form.cleaned_data)
            except (GroupRefusal, files.RefusedFile) as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The new version is there; the former ones stay."))
                return redirect(document)
    context = {
        "group": document.group,
        "document": document,
        "versions": document.versions.select_related("by"),
        "form": form,
        "is_inside": permissions.can_read_documents(request.user, document.group),
        "can_manage": permissions.can_manage(request.user, document.group),
        "crumbs": crumbs_of(document.group),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "workgroups/file_detail.html", context, status=status)


@require_http_methods(FORM_METHODS)
@login_required
def file_change(request, slug, public_id):
    """Its title, its subject, and whether visitors may download it."""
    document = _document(request, slug, public_id)
    if not permissions.can_add_file(request.user, document.group):
        raise PermissionDenied
    may_publish = permissions.can_manage(request.user, document.group)
    form, differing = FileForm(request.POST or None, instance=document, may_publish=may_publish), []
    if request.method == "POST" and form.is_valid():
        try:
            change_file(document, by=request.user, **form.cleaned_data)
        except ChangedMeanwhile as refusal:
            now = FileForm(instance=GroupFile.objects.get(pk=document.pk), may_publish=may_publish)
            differing = show_both(form, now, refusal)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is saved."))
            return redirect(document)
    context = {"group": document.group, "form": form, "differing": differing, "crumbs": crumbs_of(document.group)}
    return render(request, "workgroups/file_change.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def file_remove(request, slug, public_id):
    """Nobody finds it any more."""
    document = _document(request, slug, public_id)
    if not permissions.can_manage(request.user, document.group):
        raise PermissionDenied
    remove_file(document, by=request.user)
    messages.success(request, _("“%(title)s” is removed.") % {"title": document.title})
    return redirect("workgroups:file-list", slug)


@require_safe
def file_download(request, slug, public_id):
    """One version; visitors have the last one only, of what is published."""
    version = shown_or_hidden(FileVersion.objects.select_related("of__group"), public_id=public_id)
    document = version.of
    if document.group.slug != slug or not permissions.can_read_file(request.user, document):
        raise Hidden
    is_last = not document.versions.filter(number__gt=version.number).exists()
    if not is_last and not permissions.can_read_documents(request.user, document.group):
        raise Hidden
    return files.stream(request, version.file, name=version.name, content_type=version.content_type)


def _document(request, slug, public_id):
    visible = GroupFile.objects.visible_to(request.user).select_related("group")
    return shown_or_hidden(visible, public_id=public_id, group__slug=slug)
