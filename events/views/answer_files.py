"""The files people sent with their answers: for those who may take the list away."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from portal import files

from .. import permissions
from ..models import Answer
from .fetching import event_for


@login_required
@require_safe
def answer_file(request, slug, public_id, question):
    """The file somebody sent in answer to a question of this event."""
    event = event_for(request, slug, permissions.can_export_registrations)
    answer = get_object_or_404(
        Answer.objects.exclude(file=""),
        registration__event=event,
        registration__public_id=public_id,
        question=question,
    )
    extension = answer.file_name.rpartition(".")[2].lower()
    content_type = files.DELIVERABLES.get(extension, "application/octet-stream")
    return files.stream(request, answer.file, name=answer.file_name, content_type=content_type)
