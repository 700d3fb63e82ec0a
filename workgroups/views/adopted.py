"""Adopted versions, for everybody: the page, the files, what changed since another one."""

from collections import defaultdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from portal import coediting, files

from .. import permissions
from ..actions import GroupRefusal, follow, publish_erratum, unfollow
from ..comparing import compare_lines, compare_requirements, fold
from ..enums import FileKinds
from ..forms.adoption import CompareAdoptedForm, ErratumForm
from ..models import AdoptedVersion, Consultation, ErratumFile, Follower, Specification
from ..publishing import CONTENT_TYPES, citation, erratum_file_name, file_name, publisher
from ..reading import open_consultations


@require_safe
def adopted_list(request):
    """The last version of every adopted document, group by group."""
    latest = AdoptedVersion.objects.latest_each().without_text().select_related("specification__group")
    ordered = latest.order_by("specification__group__position", "title")
    context = {"versions": ordered, "consultations": open_consultations(request.user), "crumbs": []}
    return render(request, "workgroups/adopted_list.html", context)


@require_safe
def adopted_latest(request, slug, document_id):
    """The address of whatever is the last adopted version: for links that are to follow it."""
    latest = _versions(document_id).first()
    if latest is None:
        raise Http404
    return redirect(latest)


@require_safe
def adopted_detail(request, slug, document_id, major, minor):
    """The version as it was adopted, with its errata; its address stays when the group's changes."""
    version = _version(document_id, major, minor, "vote__specification__group")
    if version.specification.group.slug != slug:
        return redirect(version)
    return render(request, "workgroups/adopted_detail.html", _context(request, version))


@require_safe
def adopted_file(request, slug, document_id, major, minor, kind):
    """The PDF or the .docx."""
    version = _version(document_id, major, minor)
    if kind not in FileKinds.values:
        raise Http404
    kept = get_object_or_404(version.files, kind=kind)
    name = file_name(version, kind)
    return files.stream(request, kept.file, name=name, content_type=CONTENT_TYPES[kind], inline=True)


@require_safe
def erratum_file(request, slug, document_id, major, minor, number):
    """The PDF of an erratum."""
    kept = get_object_or_404(
        ErratumFile.objects.select_related("erratum"),
        erratum__version=_version(document_id, major, minor),
        erratum__number=number,
    )
    name = erratum_file_name(kept.erratum)
    return files.stream(request, kept.file, name=name, content_type=CONTENT_TYPES[FileKinds.PDF], inline=True)


@require_safe
def adopted_image(request, slug, document_id, major, minor, image_id):
    """An image of the text."""
    image = get_object_or_404(_version(document_id, major, minor).images, public_id=image_id)
    return files.stream(request, image.file, name=f"{image_id}", content_type=image.content_type, inline=True)


@require_safe
def adopted_source(request, slug, document_id, major, minor):
    """The bytes the checksum is taken of: `sha256sum` of this file gives it."""
    version = _version(document_id, major, minor)
    disposition = content_disposition_header(as_attachment=True, filename=file_name(version, "json"))
    return HttpResponse(
        version.canonical(), content_type="application/json", headers={"Content-Disposition": disposition}
    )


@require_GET
def adopted_compare(request, slug, document_id, major, minor):
    """What changed between another version and this one."""
    version = _version(document_id, major, minor)
    others = [one for one in _versions(document_id) if one.pk != version.pk]
    form = CompareAdoptedForm(request.GET or None, others=others)
    context = _frame(request, version) | {"compare_form": form}
    if form.is_valid():
        other = next(one for one in others if one.number == form.cleaned_data["avec"])
        before, after = sorted([other, version], key=lambda one: (one.major, one.minor))
        context |= {
            "before": before,
            "after": after,
            "requirements": compare_requirements(before.content, after.content),
            "lines": fold(compare_lines(before.content, after.content)),
            "is_same": before.content == after.content,
        }
    return render(request, "workgroups/adopted_compare.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def erratum_create(request, slug, document_id, major, minor):
    """A numbered erratum, by who leads the adoption."""
    version = _version(document_id, major, minor)
    if not permissions.can_lead_adoption(request.user, version.specification):
        raise PermissionDenied
    form = ErratumForm(request.POST or None, content=version.content)
    if request.method == "POST" and form.is_valid():
        try:
            erratum = publish_erratum(version, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The erratum is published."))
            return redirect(erratum)
    context = _frame(request, version, (str(version), version.get_absolute_url())) | {"form": form}
    return render(request, "workgroups/erratum_create.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def document_follow(request, slug, document_id):
    """Be told of new versions and errata, or no more."""
    specification = get_object_or_404(Specification.objects.exclude(adopted_versions=None), document=document_id)
    if request.POST.get("suivre") == "non":
        unfollow(specification, by=request.user)
        messages.success(request, _("You are no longer told of new versions."))
    else:
        follow(specification, by=request.user)
        messages.success(request, _("You will be told by mail of new versions and errata."))
    return redirect(_versions(document_id)[0])


def _versions(document_id):
    return AdoptedVersion.objects.filter(specification__document=document_id).select_related("specification__group")


def _version(document_id, major, minor, *along):
    return get_object_or_404(
        _versions(document_id).select_related(*along, "specification__group"), major=major, minor=minor
    )


def _frame(request, version, *more):
    """The way here; a private group's page is no way for who may not see it."""
    group = version.specification.group
    crumbs = [(group.name, group.get_absolute_url())] if permissions.can_view(request.user, group) else []
    return {"version": version, "specification": version.specification, "group": group, "crumbs": [*crumbs, *more]}


def _context(request, version):
    specification = version.specification
    others = [one for one in _versions(specification.document_id).without_text() if one.pk != version.pk]
    newer = [one for one in others if (one.major, one.minor) > (version.major, version.minor)]
    errata = list(version.errata.select_related("pdf"))
    return _frame(request, version) | {
        "consulted": _consulted(request.user, version, others),
        "vote_is_for_you": permissions.can_read_vote(request.user, version.vote),
        "others": others,
        "newest": newer[0] if newer else None,
        "files": list(version.files.all()),
        "errata": errata,
        "citation": citation(version),
        "publisher": publisher(version),
        "sections": coediting.outline(version.content),
        "requirement_count": version.requirements.count(),
        "is_following": request.user.is_authenticated
        and Follower.objects.filter(specification=specification, person=request.user).exists(),
        "may_correct": permissions.can_lead_adoption(request.user, specification),
        "html": coediting.html(version.content, place_link=_beside(errata), image_address=_public_images(version)),
    }


def _consulted(person, version, others):
    """The consultations that led from the version before to this one, each with whether `person` may follow it."""
    before = [one.at for one in others if (one.major, one.minor) < (version.major, version.minor)]
    held = Consultation.objects.filter(specification=version.specification_id, opened_at__lt=version.vote.opened_at)
    held = held.filter(opened_at__gt=max(before)) if before else held
    rows = held.select_related("specification__group").defer("text_folded").order_by("opened_at")
    found = list(rows.annotate(comment_count=Count("comments")))
    for one in found:
        one.is_for_you = permissions.can_read_consultation(person, one)
    return found


def _public_images(version):
    """Where the page shows each image from: the draft's own address is for the group alone."""
    public = {}
    for image in version.images.all():
        image.version = version
        public[image.source] = image.get_absolute_url()
    return lambda address: public.get(address, address)


def _beside(errata):
    """Beside a section or requirement: its first erratum, with the numbers of all, or else its permanent address."""
    corrected = defaultdict(list)
    for one in errata:
        corrected[one.anchor].append(str(one.number))

    def link(entry):
        numbers = corrected.get(entry["anchor"])
        if numbers is None:
            return _permanent(entry)
        shown = ngettext("erratum %(numbers)s", "errata %(numbers)s", len(numbers)) % {"numbers": ", ".join(numbers)}
        return f"#erratum-{numbers[0]}", shown, f"{shown} – {entry['label']}"

    return link


def _permanent(entry):
    """The permanent address of a section or requirement, beside it."""
    label = _("Permanent address of %(place)s") % {"place": entry["label"]}
    return f"#{entry['anchor']}", "#", label
