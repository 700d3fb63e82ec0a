"""The files of an adopted version: made once in the background, named by their checksum, never made anew."""

from datetime import timedelta
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import formats, timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_tasks import task

from portal import files, notices, paper
from portal.cms.identity import current_identity

from .enums import FileKinds
from .models import AdoptedFile, AdoptedVersion, Erratum, ErratumFile

A_WHILE = timedelta(minutes=10)
CONTENT_TYPES = {FileKinds.PDF: paper.PDF_TYPE, FileKinds.DOCX: paper.DOCX_TYPE}


@task()
def make_files(version_pk):
    """The PDF (PDF/UA-1 and PDF/A-2a) and the .docx of a version that has none yet."""
    version = AdoptedVersion.objects.select_related("specification__group").get(pk=version_pk)
    for kind in FileKinds.values:
        if not version.files.filter(kind=kind).exists():
            _keep(version, kind, written(version, kind))


@task()
def make_erratum_file(erratum_pk):
    """The PDF of an erratum that has none yet, of the same kind as that of its version."""
    erratum = Erratum.objects.select_related("version__specification__group").get(pk=erratum_pk)
    if not ErratumFile.objects.filter(erratum=erratum).exists():
        content = erratum_pdf(erratum)
        row = ErratumFile(erratum=erratum, size=len(content), sha256=sha256(content).hexdigest())
        _store(row, "pdf", content)


def errata_without_file(now=None):
    """The keys of the errata that still miss their PDF a day after they were published at the latest."""
    today = timezone.localdate(now)
    return list(Erratum.objects.filter(pdf=None, published_on__lt=today).order_by("pk").values_list("pk", flat=True))


def without_files(now=None):
    """The keys of the versions that still miss a file a while after their adoption."""
    now = now or timezone.now()
    counted = AdoptedVersion.objects.filter(at__lt=now - A_WHILE).annotate(made=Count("files"))
    return list(counted.filter(made__lt=len(FileKinds.values)).order_by("pk").values_list("pk", flat=True))


def written(version, kind) -> bytes:
    """The bytes of a file of `version`, in its language."""
    with translation.override(version.language):
        day = formats.date_format(version.adopted_on, "DATE_FORMAT")
        told = {
            "title": f"{version.title} – {version.number}",
            "author": publisher(version),
            "date": _("adopted on %(date)s") % {"date": day},
            "language": version.language,
            "images": _images(version),
            "contents": True,
            "header": (version.title, version.number),
        }
        if kind == FileKinds.DOCX:
            return paper.docx(version.content, **told)
        return paper.text_pdf(version.content, **told, notice=_notice(version), archived_on=version.adopted_on)


def erratum_pdf(erratum) -> bytes:
    """The PDF (PDF/UA-1 and PDF/A-2a) of an erratum, in the language of its version."""
    version = erratum.version
    with translation.override(version.language):
        day = formats.date_format(erratum.published_on, "DATE_FORMAT")
        adopted = formats.date_format(version.adopted_on, "DATE_FORMAT")
        read_with = f"{version.title}, {version.number}, {_('adopted on %(date)s') % {'date': adopted}}"
        lines = [line for line in erratum.text.splitlines() if line.strip()]
        return paper.text_pdf(
            {"type": "doc", "content": [_paragraph(line) for line in lines]},
            title=f"{erratum} – {version.title}",
            author=publisher(version),
            date=_("published on %(date)s") % {"date": day},
            language=version.language,
            header=(version.title, str(erratum)),
            notice=[
                (_("To be read with"), read_with),
                (pgettext("in a text", "Place"), erratum.place or _("The whole text")),
                (_("Permanent address"), notices.absolute(erratum.get_absolute_url())),
                (_("SHA-256 checksum of the version"), version.checksum),
            ],
            archived_on=erratum.published_on,
        )


def _paragraph(words):
    return {"type": "paragraph", "content": [{"type": "text", "text": words}]}


def _images(version):
    """The version's own images as data addresses, by their address in the text."""
    return {image.source: files.data_address(image.file, image.content_type) for image in version.images.all()}


def _notice(version):
    return [
        (_("Version"), version.number),
        (_("Permanent address"), notices.absolute(version.get_absolute_url())),
        (_("SHA-256 checksum"), version.checksum),
    ]


def _keep(version, kind, content):
    row = AdoptedFile(version=version, kind=kind, size=len(content), sha256=sha256(content).hexdigest())
    _store(row, kind, content)


def _store(row, name, content):
    row.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # another worker was quicker: its file stands, ours is swept
        return


def file_name(version, kind) -> str:
    """What the file is called where somebody keeps it."""
    return f"{slugify(version.title)}-{version.number}.{kind}"


def erratum_file_name(erratum) -> str:
    """What the PDF of an erratum is called."""
    version = erratum.version
    return f"{slugify(version.title)}-{version.number}-erratum-{erratum.number}.pdf"


def publisher(version) -> str:
    """Who publishes the version: the association, then the group as it was called."""
    return in_its_name(version.group_name)


def in_its_name(group_name) -> str:
    """Who a text of a group is by: the association, then the group."""
    return f"{current_identity().name}, {group_name}"


def citation(version) -> str:
    """The line by which others cite the version."""
    return _("%(group)s, “%(title)s”, %(number)s, adopted on %(date)s, %(address)s") % {
        "group": publisher(version),
        "title": version.title,
        "number": version.number,
        "date": formats.date_format(version.adopted_on, "DATE_FORMAT"),
        "address": notices.absolute(version.get_absolute_url()),
    }
