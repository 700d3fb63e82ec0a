"""Beside the text: its images, who can be mentioned in it, who wrote what. Each asks for the document's own right."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from portal.files import RefusedFile, stream

from . import authorship, images, kinds, mentions
from .attributes import IMAGE
from .kinds import WRITE
from .models import Document, Image

MOST_PEOPLE = 20


@require_GET
def image(request, document_id, image_id):
    """An image, for who may read the text it is in."""
    _document(request.user, document_id)
    found = get_object_or_404(Image, pk=image_id, document=document_id)
    return stream(request, found.stored, name=f"{found.pk}", content_type=found.content_type, inline=True)


@require_POST
def image_add(request, document_id):
    """Takes an image in: uploaded (`image`), or one of another text the person reads (`address`)."""
    document = _document(request.user, document_id, to_write=True)
    try:
        added = _added(request, document)
    except RefusedFile as refusal:
        return JsonResponse({"refused": str(refusal)}, status=422)
    return JsonResponse({"address": added.get_absolute_url()}, status=201)


def _added(request, document):
    if "image" in request.FILES:
        return images.add_image(document, request.FILES["image"], by=request.user)
    address = IMAGE.fullmatch(request.POST.get("address", ""))
    if address is None:
        raise Http404
    _document(request.user, address["document"])
    source = get_object_or_404(Image, pk=address["image"], document=address["document"])
    return source if source.document_id == document.pk else images.copy_image(source, document, by=request.user)


@require_GET
def readers(request, document_id):
    """The people who can be mentioned: those who may read the text, by name."""
    document = _document(request.user, document_id)
    people = mentions.people_to_name(document, request.GET.get("q", ""))[:MOST_PEOPLE]
    found = [{"id": str(person.public_id), "name": str(person)} for person in people]
    return JsonResponse({"people": found})


@require_GET
def authors(request, document_id):
    """Who wrote the letters of a block, and when: `client` and `clock` name its letters as Yjs does."""
    document = _document(request.user, document_id)
    try:
        ranges = authorship.read_ranges(request.GET.get("passages", ""))
    except ValueError as error:
        raise Http404 from error
    found = authorship.authors_of(document, ranges)
    return JsonResponse({"authors": found})


def _document(person, document_id, *, to_write=False):
    """404 where the person may not read the text, 403 where they may not write in it."""
    document = get_object_or_404(Document, pk=document_id)
    mode = kinds.access(person, document) if person.is_authenticated else None
    if mode is None:
        raise Http404
    if to_write and mode != WRITE:
        raise PermissionDenied
    return document
