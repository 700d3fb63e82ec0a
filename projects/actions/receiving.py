"""Receiving a file in parts (tus 1.0): each part is kept as it comes, the whole is checked when the last one is in."""

import tempfile
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import F
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import files, notices
from portal.files.checks import safe_name

from .. import deposits
from ..models import Deposit, DepositChunk, DepositLink, DepositUpload
from ..people import leads_of
from ..refusals import DepositRefusal
from .ended import held

FORGOTTEN_AFTER = timedelta(days=2)
CHECK_TAKES = timedelta(minutes=10)


class WrongOffset(Exception):
    """The part does not follow on what is here: `offset` bytes have come."""

    def __init__(self, offset):
        super().__init__(offset)
        self.offset = offset


@transaction.atomic
def begin_upload(link, *, name, size, sha256=""):
    """Announces a file of `size` bytes; returns the DepositUpload.

    Raises DepositRefusal when the link is closed, the file is too large or of a kind that is not taken, or the link
    has no room left.
    """
    fresh = _open(link)
    name = safe_name(name)
    files.refuse_kind(name)
    if size == 0:
        raise DepositRefusal(_("“%(name)s” is empty: nothing could be read in it.") % {"name": name})
    if size > deposits.MAX_BYTES:
        raise DepositRefusal(
            _("“%(name)s” weighs %(size)s; a file may weigh up to %(limit)s.")
            % {"name": name, "size": filesizeformat(size), "limit": filesizeformat(deposits.MAX_BYTES)}
        )
    if size > deposits.room_left(fresh) or fresh.deposits.count() + fresh.uploads.count() >= deposits.MOST_FILES:
        raise DepositRefusal(_("This link has received as much as it may: ask for another one."))
    return DepositUpload.objects.create(link=fresh, name=name, size=size, sha256=sha256.lower())


def add_chunk(upload, *, offset, content):
    """Keeps the bytes `content` that begin at `offset`; returns how many bytes have come in all.

    Raises WrongOffset when they do not follow on what is here, DepositRefusal when the link was closed meanwhile or
    more comes than was announced.
    """
    chunk = DepositChunk(upload=upload, offset=offset)
    chunk.file.save("chunk", ContentFile(content), save=False)  # before the transaction: the disk holds no lock
    with transaction.atomic():
        _open(upload.link)
        fresh = DepositUpload.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
        if fresh is None:
            raise DepositRefusal(_("This upload was given up: send the file again."))
        if fresh.offset != offset:
            raise WrongOffset(fresh.offset)
        if offset + len(content) > fresh.size:
            raise DepositRefusal(_("More came than was announced: send the file again."))
        if content:
            chunk.save()
        fresh.offset, fresh.touched_at = offset + len(content), timezone.now()
        fresh.save(update_fields=["offset", "touched_at"])
    return fresh.offset


def finish_upload(upload):
    """Puts the parts together, checks the whole and keeps it; returns the Deposit. Done twice, it makes one.

    Raises DepositRefusal or RefusedFile, after which the upload is gone.
    """
    if done := Deposit.objects.filter(upload_id=upload.public_id).first():
        return done
    with tempfile.TemporaryFile() as whole:
        for chunk in upload.chunks.all():
            with chunk.file.open() as part:
                whole.write(part.read())
        whole.seek(0)
        try:
            return _keep(upload, File(whole, name=upload.name))
        except (files.RefusedFile, DepositRefusal):
            DepositUpload.objects.filter(pk=upload.pk).delete()
            raise


def receive_whole(link, *, upload):
    """A file that came at once, without a script; returns the Deposit. Raises DepositRefusal or RefusedFile."""
    announced = begin_upload(link, name=upload.name, size=upload.size or 0)
    try:
        return _keep(announced, upload)
    except (files.RefusedFile, DepositRefusal):
        announced.delete()
        raise


def _keep(upload, content):
    content.name = upload.name
    checked = files.check_upload(content, allowed=files.DELIVERABLES, max_bytes=deposits.MAX_BYTES)
    if upload.sha256 and upload.sha256 != checked.sha256:
        raise DepositRefusal(
            _("“%(name)s” did not arrive as it was sent: send the file again.") % {"name": upload.name}
        )
    deposit = Deposit(link=upload.link, upload_id=upload.public_id, **asdict(checked))
    deposit.file.save(checked.name, File(content), save=False)
    try:
        with transaction.atomic():
            _open(upload.link)
            deposit.save()
            DepositUpload.objects.filter(pk=upload.pk).delete()
            _tell(deposit)
    except IntegrityError:  # the same end came twice: the first one stands
        return Deposit.objects.get(upload_id=upload.public_id)
    return deposit


def _tell(deposit):
    """The leads, and who made the link."""
    link = deposit.link
    for person in {*leads_of(link.milestone.project), link.made_by}:
        key = f"deposit_arrived:{deposit.pk}:{person.pk}"
        notices.send("deposit_arrived", subject_id=deposit.pk, key=key, person=person)


def _open(link):
    """The link as it is now, held; its project first, so that nothing comes into one that has just ended."""
    held(link.milestone.project)
    fresh = DepositLink.objects.select_for_update(of=("self",)).select_related("milestone__project").get(pk=link.pk)
    if not deposits.takes_files(fresh):
        raise DepositRefusal(_("This link takes no more files."))
    return fresh


def forget_abandoned_uploads():
    """Finishes what is complete (the server stopped before its check), and drops what nobody has gone on with for two
    days. Returns how many were dropped."""
    complete = DepositUpload.objects.filter(offset=F("size"), touched_at__lt=timezone.now() - CHECK_TAKES)
    for upload in complete.select_related("link__milestone__project"):
        with suppress(files.RefusedFile, DepositRefusal):
            finish_upload(upload)
    old = DepositUpload.objects.filter(touched_at__lt=timezone.now() - FORGOTTEN_AFTER)
    return old.delete()[1].get("projects.DepositUpload", 0)
