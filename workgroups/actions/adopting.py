"""A text that passed is frozen for good, numbered, signed, announced; then the next draft begins from it."""

from hashlib import file_digest

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import coediting
from portal.text import fold

from .. import permissions, places
from ..comparing import requirements
from ..enums import SpecificationStatus
from ..models import AdoptedImage, AdoptedVersion, Erratum, Follower, Requirement
from ..people import followers_of
from ..publishing import make_erratum_file, make_files
from ..refusals import GroupRefusal
from .consulting import tell
from .freezing import locked
from .indexing import index_adopted


def adopt(specification, vote):
    """Freezes the text of a vote that passed; the caller has locked the specification, and owns the transaction."""
    major, minor = next_number(specification, is_major=vote.is_major)
    version = AdoptedVersion(
        specification=specification,
        vote=vote,
        major=major,
        minor=minor,
        kind=specification.kind,
        title=specification.title,
        group_name=specification.group.name,
        language=settings.LANGUAGE_CODE,
        adopted_on=timezone.localdate(),
        content=vote.version.content,
        title_folded=fold(specification.title),
        text_folded=fold(coediting.text(vote.version.content)),
    )
    images = list(_images(version))
    version.image_checksums = {image.source: image.sha256 for image in images}
    version.checksum = version.computed_checksum()
    version.save()
    AdoptedImage.objects.bulk_create(images)
    if specification.has_requirements:
        Requirement.objects.bulk_create(_requirements(version))
    index_adopted(version)
    specification.status = SpecificationStatus.ADOPTED
    specification.save(update_fields=["status"])
    make_files.enqueue(version.pk)
    tell("specification_adopted", version, followers_of(specification))
    return version


def _images(version):
    """The images of the text as the version's own; the files are stored once. Unreadable ones were refused before."""
    for image in coediting.images_in(version.content, of=version.specification.document_id):
        with image.stored.open("rb") as source:
            checksum = file_digest(source, "sha256").hexdigest()
        yield AdoptedImage(
            version=version,
            source=image.get_absolute_url(),
            file=image.stored.name,
            content_type=image.content_type,
            sha256=checksum,
        )


def next_number(specification, *, is_major):
    """The number of the version to come: 1.0 first, then 1.1 or 2.0."""
    last = specification.adopted_versions.order_by("-major", "-minor").values_list("major", "minor").first()
    if last is None:
        return 1, 0
    return (last[0] + 1, 0) if is_major else (last[0], last[1] + 1)


def _requirements(version):
    """The rows of a version's requirements, each with the section it stands in."""
    section, found = "", {}
    for entry in coediting.outline(version.content):
        if entry["kind"] == "heading":
            section = f"{entry['number']} {entry['title']}"[:300]
        else:
            found.setdefault(entry["label"], (entry["id"] or "", section))
    for order, one in enumerate(requirements(version.content), start=1):
        identifier, where = found[one.code]
        yield Requirement(
            version=version,
            code=one.code,
            level=one.level,
            statement=one.statement,
            check_how=one.check,
            rationale=one.rationale,
            content_id=identifier,
            section=where,
            order=order,
            code_folded=fold(one.code),
            text_folded=fold(f"{one.statement} {one.check} {one.rationale}"),
        )


@transaction.atomic
def begin_next_draft(specification, *, by):
    """The text can be written in again, as it was adopted; codes go on from where they were. Raises GroupRefusal."""
    specification = locked(specification)
    if not permissions.can_begin_next(by, specification):
        raise GroupRefusal(_("The next draft is begun by the group's facilitator, once a version is adopted."))
    specification.status = SpecificationStatus.DRAFT
    specification.save(update_fields=["status"])
    coediting.reopen_document(specification.document)
    return specification


@transaction.atomic
def publish_erratum(version, *, text, anchor="", by):
    """A numbered erratum to an adopted version, which itself stays as it is. Raises GroupRefusal."""
    specification = locked(version.specification)
    if not permissions.can_lead_adoption(by, specification):
        raise GroupRefusal(_("An erratum is published by the group's facilitator."))
    last = version.errata.aggregate(last=Max("number"))["last"] or 0
    place = places.find(version.content, anchor)
    erratum = Erratum.objects.create(
        version=version, number=last + 1, anchor=place.anchor, place=place.label, text=text, by=by
    )
    make_erratum_file.enqueue(erratum.pk)
    tell("erratum_published", erratum, followers_of(specification))
    return erratum


def follow(specification, *, by):
    """`by` is told of new versions and errata. Twice does no harm."""
    Follower.objects.get_or_create(specification=specification, person=by)


def unfollow(specification, *, by):
    """No more. Twice does no harm."""
    Follower.objects.filter(specification=specification, person=by).delete()
