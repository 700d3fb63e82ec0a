"""What the group has adopted. The database refuses to change or delete any of these rows (migration `frozen`)."""

import json
import uuid
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.coediting import level_label
from portal.files import PrivateFileField, random_path

from ..enums import FileKinds, SpecificationKinds
from .specification import Specification
from .vote import Vote

LEVELS = ("mandatory", "recommended", "optional")


class AdoptedQuerySet(models.QuerySet):
    def latest_each(self):
        """The last one of each specification."""
        newer = AdoptedVersion.objects.filter(specification=models.OuterRef("specification"))
        last = newer.order_by("-major", "-minor").values("pk")[:1]
        return self.filter(pk=models.Subquery(last))

    def without_text(self):
        """Without the texts, which may be long."""
        return self.defer("content", "text_folded")


class AdoptedVersion(models.Model):
    """A text as it was adopted: frozen, numbered, signed by its day and checksum. Public for good."""

    specification = models.ForeignKey(Specification, on_delete=models.PROTECT, related_name="adopted_versions")
    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="adopted_version")
    major = models.PositiveSmallIntegerField()
    minor = models.PositiveSmallIntegerField()
    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=SpecificationKinds.choices)
    title = models.CharField(gettext_lazy("title"), max_length=200)
    group_name = models.CharField(gettext_lazy("working group"), max_length=200)
    language = models.CharField(max_length=5, default="fr")
    adopted_on = models.DateField(gettext_lazy("adopted"))
    content = models.JSONField()
    image_checksums = models.JSONField(default=dict)  # SHA-256 by the address in the text
    checksum = models.CharField(gettext_lazy("SHA-256 checksum"), max_length=64)
    at = models.DateTimeField(default=timezone.now)
    title_folded = models.CharField(max_length=400, editable=False)
    text_folded = models.TextField(editable=False)

    objects = AdoptedQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("adopted version")
        verbose_name_plural = gettext_lazy("adopted versions")
        ordering = ["-major", "-minor"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["specification", "major", "minor"], name="workgroups_adopted_number_once")
        ]

    def __str__(self):
        return f"{self.title} {self.number}"

    def get_absolute_url(self):
        return self.address("adopted-detail")

    @property
    def number(self):
        """As it is cited: v1.0."""
        return f"v{self.major}.{self.minor}"

    def address(self, name, *more):
        """The address of one of its screens or files."""
        place = [self.specification.group.slug, self.specification.document_id, self.major, self.minor, *more]
        return reverse(f"workgroups:{name}", args=place)

    def canonical(self) -> bytes:
        """The bytes the checksum is taken of: JSON in UTF-8, keys sorted, no spaces."""
        signed = {
            "adopted_on": self.adopted_on.isoformat(),
            "content": self.content,
            "group": self.group_name,
            "images": self.image_checksums,
            "number": self.number,
            "title": self.title,
        }
        return json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def computed_checksum(self) -> str:
        """SHA-256 of what is stored now, in hexadecimal."""
        return sha256(self.canonical()).hexdigest()


class AdoptedFile(models.Model):
    """A file of an adopted version, made once."""

    version = models.ForeignKey(AdoptedVersion, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKinds.choices)
    file = PrivateFileField(upload_to=random_path("adopted"))
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("file of an adopted version")
        verbose_name_plural = gettext_lazy("files of adopted versions")
        ordering = ["-kind"]  # the PDF first
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["version", "kind"], name="workgroups_adoptedfile_once")]

    def __str__(self):
        return f"{self.version} ({self.kind})"


class AdoptedImage(models.Model):
    """An image of an adopted version: the file stays, whatever becomes of the draft's."""

    version = models.ForeignKey(AdoptedVersion, on_delete=models.PROTECT, related_name="images")
    source = models.CharField(max_length=200)  # its address in the text
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = PrivateFileField(upload_to=random_path("adopted"), max_length=200)
    content_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = gettext_lazy("image of an adopted version")
        verbose_name_plural = gettext_lazy("images of adopted versions")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["version", "source"], name="workgroups_adoptedimage_once")]

    def __str__(self):
        return self.source

    def get_absolute_url(self):
        return self.version.address("adopted-image", self.public_id)


class RequirementQuerySet(models.QuerySet):
    def in_force(self):
        """Those of the last version of each document."""
        return self.filter(version__in=AdoptedVersion.objects.latest_each().order_by().values("pk"))


class Requirement(models.Model):
    """A requirement of an adopted version: what projects assess themselves against."""

    version = models.ForeignKey(AdoptedVersion, on_delete=models.PROTECT, related_name="requirements")
    code = models.CharField(gettext_lazy("code"), max_length=12, db_index=True)
    level = models.CharField(gettext_lazy("level"), max_length=20)
    statement = models.TextField(gettext_lazy("statement"))
    check_how = models.TextField(gettext_lazy("way to check"), blank=True)
    rationale = models.TextField(gettext_lazy("rationale"), blank=True)
    content_id = models.CharField(max_length=40, blank=True)  # of its block in the text
    section = models.CharField(gettext_lazy("section"), max_length=300, blank=True)
    order = models.PositiveIntegerField(gettext_lazy("order"))
    code_folded = models.CharField(max_length=12, editable=False)
    text_folded = models.TextField(editable=False)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("requirement")
        verbose_name_plural = gettext_lazy("requirements")
        ordering = ["order"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="workgroups_requirement_code_once"),
            models.CheckConstraint(condition=models.Q(level__in=LEVELS), name="workgroups_requirement_level_known"),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return f"{self.version.get_absolute_url()}#{self.code}"

    @property
    def level_label(self):
        """Its level in words."""
        return level_label(self.level)


class Erratum(models.Model):
    """A mistake found in an adopted version, which stays as it is; numbered."""

    version = models.ForeignKey(AdoptedVersion, on_delete=models.PROTECT, related_name="errata")
    number = models.PositiveSmallIntegerField()
    anchor = models.CharField(max_length=120, blank=True)
    place = models.CharField(pgettext_lazy("in a text", "place"), max_length=300, blank=True)
    text = models.TextField(gettext_lazy("what is to be read"), max_length=5000)
    published_on = models.DateField(gettext_lazy("published"), default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = gettext_lazy("erratum")
        verbose_name_plural = gettext_lazy("errata")
        ordering = ["number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="workgroups_erratum_number_once")]

    def __str__(self):
        return _("Erratum %(number)s to %(version)s") % {"number": self.number, "version": self.version.number}

    def get_absolute_url(self):
        return f"{self.version.get_absolute_url()}#erratum-{self.number}"


class ErratumFile(models.Model):
    """The PDF of an erratum, made once; those of the version stay as they were."""

    erratum = models.OneToOneField(Erratum, on_delete=models.PROTECT, related_name="pdf")
    file = PrivateFileField(upload_to=random_path("adopted"))
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("file of an erratum")
        verbose_name_plural = gettext_lazy("files of errata")
        default_permissions = ()

    def __str__(self):
        return f"{self.erratum} (pdf)"

    def get_absolute_url(self):
        return self.erratum.version.address("erratum-file", self.erratum.number)


class Follower(models.Model):
    """Somebody outside or inside the group who wishes to know of new versions and errata."""

    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("follower of a specification")
        verbose_name_plural = gettext_lazy("followers of specifications")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["specification", "person"], name="workgroups_follower_once")]

    def __str__(self):
        return f"{self.person} – {self.specification}"
