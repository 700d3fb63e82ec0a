"""A text as a file, as it is now or as it was in a version."""

from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from portal import exports, files

from .. import downloads, permissions
from .fetching import specification_of


@require_GET
async def document_download(request, slug, document_id, kind, public_id=None):
    """The file at once; that of a very long text is prepared in the background, and announced."""
    user = await request.auser()
    found = await sync_to_async(_asked)(user, slug, document_id, kind, public_id)
    if found.is_long:
        arguments = {"document": str(document_id), "kind": kind, "version": public_id and str(public_id)}
        return await sync_to_async(exports.later)(request, downloads.KIND, arguments=arguments)
    written = await sync_to_async(found.write, thread_sensitive=False)(kind)
    return files.download(written, name=found.name(kind), content_type=downloads.FILE_KINDS[kind].content_type)


def _asked(user, slug, document_id, kind, public_id):
    specification = specification_of(user, slug, document_id)
    if kind not in downloads.FILE_KINDS:
        raise Http404
    if public_id is None:
        return downloads.asked(specification)
    if not permissions.can_read_versions(user, specification):
        raise PermissionDenied
    return downloads.asked(specification, get_object_or_404(specification.versions, public_id=public_id))
