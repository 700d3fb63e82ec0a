"""Templates of specifications: a text kept as one, read, taken away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import coediting, files

from .. import permissions
from ..actions import GroupRefusal, drop_template, keep_template
from ..decorators import insider_of_group
from ..forms.templates import TemplateForm
from ..models import SpecificationTemplate, TemplateImage
from .fetching import crumbs_of, specification_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def template_keep(request, slug, document_id):
    """Keeps the text as it is now as a template."""
    specification = specification_of(request.user, slug, document_id)
    if not permissions.can_keep_template(request.user, specification):
        raise PermissionDenied
    form = TemplateForm(request.POST or None, initial={"title": specification.title})
    if request.method == "POST" and form.is_valid():
        try:
            template = keep_template(specification, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("New documents can begin from “%(template)s”.") % {"template": template})
            return redirect("workgroups:specification-list", slug)
    way = [*crumbs_of(specification.group), (specification.title, specification.get_absolute_url())]
    context = {"group": specification.group, "form": form, "crumbs": way}
    return render(request, "workgroups/template_keep.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
@insider_of_group(permissions.can_create_specification)
def template_detail(request, group, public_id):
    """Its text, to see what one would begin from."""
    template = get_object_or_404(SpecificationTemplate, public_id=public_id)
    context = {
        "group": group,
        "template": template,
        "html": coediting.html(template.content, image_address=_addresses(group, template)),
        "can_drop": permissions.can_drop_template(request.user, template),
        "crumbs": crumbs_of(group),
    }
    return render(request, "workgroups/template_detail.html", context)


def _addresses(group, template):
    """Where the page shows each image from: those of the text it was are for another group."""
    shown = {
        image.source: reverse("workgroups:template-image", args=[group.slug, template.public_id, image.public_id])
        for image in template.images.all()
    }
    return lambda address: shown.get(address, address)


@require_safe
@login_required
@insider_of_group(permissions.can_create_specification)
def template_image(request, group, public_id, image_id):
    """An image of it."""
    image = get_object_or_404(TemplateImage, public_id=image_id, template__public_id=public_id)
    return files.stream(request, image.stored, name=f"{image_id}", content_type=image.content_type, inline=True)


@require_POST
@login_required
@insider_of_group(permissions.can_create_specification)
def template_drop(request, group, public_id):
    """Takes it away."""
    template = get_object_or_404(SpecificationTemplate, public_id=public_id)
    if not permissions.can_drop_template(request.user, template):
        raise PermissionDenied
    drop_template(template, by=request.user)
    messages.success(request, _("The template “%(template)s” is removed.") % {"template": template})
    return redirect("workgroups:specification-list", group.slug)
