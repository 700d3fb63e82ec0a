"""What search finds in documents: each section and requirement as a row of its own."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal.coediting import level_label

from ..enums import PassageKinds
from .adopted import AdoptedVersion
from .specification import Specification


class IndexedTextQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The texts whose passages `person` (or a visitor) may find: what was adopted, and the documents they read."""
        readable = Specification.objects.visible_to(person).order_by().values("pk")
        return self.filter(models.Q(version__isnull=False) | models.Q(specification__in=readable))


class IndexedText(models.Model):
    """A text cut into passages: the last adopted version of a document, or (no `version`) the text one works on.

    `epoch` and `seq` are the change at which the text one works on was cut.
    """

    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, related_name="indexed_texts")
    version = models.OneToOneField(
        AdoptedVersion, on_delete=models.CASCADE, null=True, blank=True, related_name="indexed_text"
    )
    epoch = models.PositiveIntegerField(default=0)
    seq = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(_("cut into passages"))

    objects = IndexedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text cut into passages")
        verbose_name_plural = _("texts cut into passages")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["specification"],
                condition=models.Q(version=None),
                name="workgroups_indexedtext_one_worked_on",
            ),
            models.UniqueConstraint(
                fields=["specification"],
                condition=models.Q(version__isnull=False),
                name="workgroups_indexedtext_one_adopted",
            ),
        ]

    def __str__(self):
        return str(self.version or self.specification)

    def get_absolute_url(self):
        return (self.version or self.specification).get_absolute_url()


class PassageQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of the texts that `person` may read."""
        return self.filter(text__in=IndexedText.objects.visible_to(person).order_by().values("pk"))

    def with_status(self):
        """Adds `status`: that of the document, or "adopted" where the passage is one of an adopted version."""
        adopted = models.Case(models.When(text__version__isnull=False, then=models.Value("adopted")))
        return self.annotate(status=Coalesce(adopted, models.F("text__specification__status")))


class Passage(models.Model):
    """A section up to the next heading, without its requirements, or one requirement. `words` are the folded ones."""

    text = models.ForeignKey(IndexedText, on_delete=models.CASCADE, related_name="passages")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=PassageKinds.choices)
    anchor = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=12, blank=True, db_index=True)
    level = models.CharField(max_length=20, blank=True)
    section = models.CharField(max_length=300, blank=True)  # number and title
    body = models.TextField(blank=True)
    title_folded = models.CharField(max_length=700, blank=True)
    words = models.TextField(blank=True)  # each once, with a space before

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["text", "order"]
        default_permissions = ()

    def __str__(self):
        return self.code or self.section

    def get_absolute_url(self):
        place = f"#{self.anchor}" if self.anchor else ""
        return f"{self.text.get_absolute_url()}{place}"

    @property
    def level_label(self):
        """Its level in words."""
        return level_label(self.level)
