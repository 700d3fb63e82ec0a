"""Images of a text: checked and made harmless when they come, copied between documents, swept when no text has them."""

import io
from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image as Picture
from PIL import ImageOps, UnidentifiedImageError

from portal import schedule
from portal.files import MB, RefusedFile, check_upload, data_address

from . import content as contents
from . import kinds, store
from .attributes import IMAGE as ADDRESS
from .models import Document, Image

KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
MAX_BYTES = 10 * MB
MAX_PIXELS = 50_000_000  # a camera's picture; what unpacks to more would stop the exports
MOST_A_DOCUMENT = 1_000
DELAY = timedelta(days=30)  # an undo, a page offline or a restored version may still bring it back
UPRIGHT = 1
ORIENTATION = 0x0112


def add_image(document: Document, upload, *, by) -> Image:
    """Stores an uploaded picture for `document`, without what the camera wrote in it (place, owner).

    The caller has asked for the right to write. Raises RefusedFile in words for the person.
    """
    _refuse_too_many(document)
    return keep_image(prepared_image(upload, by=by), document)


def prepared_image(upload, *, by) -> Image:
    """A picture made harmless and stored, of no document yet: what takes long, before a transaction (`keep_image`).

    Raises RefusedFile in words for the person. One that is not kept in the end is swept with other files of no row.
    """
    checked = check_upload(upload, allowed=KINDS, max_bytes=MAX_BYTES)
    written = _harmless(upload, checked)
    image = Image(content_type=checked.content_type, size=len(written), sha256=checked.sha256, uploaded_by=by)
    image.stored.save(checked.name, ContentFile(written), save=False)
    return image


def keep_image(image: Image, document: Document) -> Image:
    """Makes a prepared picture one of `document`. Raises RefusedFile where it has too many."""
    _refuse_too_many(document)
    image.document = document
    image.save()
    return image


def copy_image(source: Image, document: Document, *, by) -> Image:
    """The same picture as an image of another document; the file is stored once. Rights were asked for both.

    Raises RefusedFile in words for the person.
    """
    _refuse_too_many(document)
    return Image.objects.create(
        document=document,
        stored=source.stored.name,
        content_type=source.content_type,
        size=source.size,
        sha256=source.sha256,
        uploaded_by=by,
    )


def _refuse_too_many(document):
    if document.images.count() >= MOST_A_DOCUMENT:
        raise RefusedFile(
            _("This text already has %(number)s images: it can take no more.") % {"number": MOST_A_DOCUMENT}
        )


def _harmless(upload, checked) -> bytes:
    try:
        with Picture.open(upload) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise RefusedFile(
                    _("“%(name)s” has too many pixels: make it smaller, %(limit)s million pixels at most.")
                    % {"name": checked.name, "limit": MAX_PIXELS // 1_000_000}
                )
            return _written_again(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Picture.DecompressionBombError) as error:
        raise RefusedFile(
            _("“%(name)s” cannot be read: open it in an image program and save it again.") % {"name": checked.name}
        ) from error


def _written_again(picture) -> bytes:
    """A JPEG keeps its very pixels unless it lies on its side; of a phone's pair of pictures (MPO) the first stays."""
    written = io.BytesIO()
    if picture.format == "PNG":
        picture.load()
        picture.info.pop("exif", None)
        picture.save(written, "PNG")
        return written.getvalue()
    is_upright = picture.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT
    quality = "keep" if is_upright and picture.format == "JPEG" else 90
    standing = picture if is_upright else ImageOps.exif_transpose(picture)
    standing.save(written, "JPEG", quality=quality, exif=b"", comment=b"")
    return written.getvalue()


def addresses_in(content: dict) -> Iterator[str]:
    """The addresses of the images in a text (the editor's JSON)."""
    if content.get("type") == "image" and (address := (content.get("attrs") or {}).get("src")):
        yield address
    for child in content.get("content") or ():
        yield from addresses_in(child)


def images_in(content: dict, *, of) -> list[Image]:
    """The stored images of the document with the key `of` that a text shows.

    Whoever writes can name an image of a text they may not read: what leaves a document shows its own alone.
    """
    return [image for image in _of_whichever(content) if image.document_id == of]


def _of_whichever(content) -> list[Image]:
    found = [match for address in set(addresses_in(content)) if (match := ADDRESS.fullmatch(address))]
    wanted = {(match["document"], match["image"]) for match in found}
    rows = Image.objects.filter(pk__in={image for _document, image in wanted})
    return [image for image in rows if (str(image.document_id), str(image.pk)) in wanted]


def for_paper(content: dict, *, of) -> dict[str, str]:
    """The images of a text as data addresses (`data:image/png;base64,…`), by their address in it: for `paper`.

    `of` as in `images_in`. Of one that cannot be read any more the words stand in the document.
    """
    found = {}
    for image in images_in(content, of=of):
        try:
            found[image.get_absolute_url()] = data_address(image.stored, image.content_type)
        except FileNotFoundError:
            continue
    return found


def brought_in(
    document: Document,
    content: dict | None,
    *,
    by,
    model: Document | None = None,
    pictures: Mapping | None = None,
) -> dict | None:
    """`content` with its images as this document's own: who reads it need not read the one it was copied from.

    Those of texts that `by` may not read stay behind, except those of `model` and `pictures` (by their address); the
    server itself (None) takes all.
    """
    pictures = pictures or {}
    foreign = {
        address: copy_image(pictures[address], document, by=by).get_absolute_url()
        for address in dict.fromkeys(addresses_in(content or {}))
        if address in pictures
    }
    foreign |= {
        image.get_absolute_url(): copy_image(image, document, by=by).get_absolute_url()
        for image in _of_whichever(content or {})
        if image.document_id != document.pk and image.get_absolute_url() not in foreign and _may_come(image, by, model)
    }
    return _renamed(content, foreign) if foreign else content


def _may_come(image, by, model):
    return by is None or (model is not None and image.document_id == model.pk) or kinds.access(by, image.document)


def _renamed(node, addresses):
    changed = dict(node)
    if node.get("type") == "image":
        attrs = node.get("attrs") or {}
        changed["attrs"] = attrs | {"src": addresses.get(attrs.get("src"), attrs.get("src"))}
    if "content" in node:
        changed["content"] = [_renamed(child, addresses) for child in node["content"]]
    return changed


def sweep_images() -> int:
    """Deletes images that neither a present text nor a kept version has shown for a month; returns how many.

    Their files go with the next sweep of private files. Documents whose kind does not say what it keeps lose none.
    """
    swept = []
    old = Q(uploaded_at__lt=timezone.now() - DELAY)
    documents = Document.objects.filter(pk__in=Image.objects.filter(old).values("document"))
    schedule.each(documents.iterator(), lambda document: swept.append(_sweep_document(document)))
    return sum(swept)


@transaction.atomic
def _sweep_document(document) -> int:
    kept = kinds.kept(document)
    if kept is None:
        return 0
    shown = set(addresses_in(contents.as_json(store.read(document.pk).doc())))
    for content in kept:
        shown.update(addresses_in(content))
    now, swept = timezone.now(), 0
    for image in document.images.all():
        if image.get_absolute_url() in shown:
            document.images.filter(pk=image.pk, unused_since__isnull=False).update(unused_since=None)
        elif image.unused_since is None:
            document.images.filter(pk=image.pk).update(unused_since=now)
        elif image.unused_since < now - DELAY:
            image.delete()
            swept += 1
    return swept
