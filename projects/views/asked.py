"""What is asked, to take away: the list of pieces on paper, the model documents."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import files
from portal.paper import PDF_TYPE

from ..models import ModelDocument
from ..papers import asked_list
from .reading import milestone_of


@login_required
@never_cache
@require_safe
def milestone_asked(request, slug, milestone_id):
    """The list of pieces of a milestone as a PDF, for whoever follows the project."""
    milestone = milestone_of(request.user, slug, milestone_id)
    name = pgettext("file name", "pieces-%(project)s-%(number)02d.pdf")
    name %= {"project": milestone.project.slug, "number": milestone.order}
    return files.download(asked_list(milestone), name=name, content_type=PDF_TYPE, inline=True)


@login_required
@require_safe
def model_document_download(request, public_id):
    """A model document, for whoever follows a project where a milestone offers it."""
    document = get_object_or_404(ModelDocument.objects.visible_to(request.user), public_id=public_id)
    return files.stream(request, document.file, name=document.name, content_type=document.content_type)
