"""What a course is made from: templates with their milestones, and the model documents they offer."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.text import fold

from ..enums import CountedFrom, Stages
from .people import person_field
from .project import Project
from .submission import StoredFile

MOST_DAYS = 1500  # six years of working days


class CourseTemplateQuerySet(models.QuerySet):
    def offered(self):
        """Those that can be laid on a project."""
        return self.filter(is_offered=True)


class CourseTemplate(models.Model):
    """A course to lay on projects: what is laid is then the project's own, and changes no more with the template."""

    name = models.CharField(_("name"), max_length=150)
    description = models.TextField(_("when to use it"), blank=True)
    is_offered = models.BooleanField(
        _("offered"), default=True, help_text=_("Unticked, it is kept but can no longer be laid on a project.")
    )
    name_folded = models.CharField(max_length=300, editable=False, default="", db_index=True)

    objects = CourseTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of a course")
        verbose_name_plural = _("templates of courses")
        ordering = ["name_folded", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.name_folded = fold(self.name)
        super().save(*args, **kwargs)


class TemplateMilestone(models.Model):
    """A milestone of a template: what is asked, and how many working days after what."""

    template = models.ForeignKey(CourseTemplate, on_delete=models.CASCADE, related_name="milestones")
    order = models.PositiveSmallIntegerField(_("order"))
    stage = models.CharField(_("stage"), max_length=15, choices=Stages.choices, blank=True)
    title = models.CharField(_("title"), max_length=150)
    instructions = models.TextField(_("instructions"), blank=True)
    offset = models.PositiveSmallIntegerField(
        _("working days"), null=True, blank=True, validators=[MaxValueValidator(MOST_DAYS)]
    )
    counted_from = models.CharField(
        _("counted from"), max_length=10, choices=CountedFrom.choices, default=CountedFrom.PREVIOUS
    )
    after = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="followers")
    model_documents = models.ManyToManyField(
        "projects.ModelDocument", blank=True, related_name="+", verbose_name=_("model documents")
    )

    class Meta:
        verbose_name = _("milestone of a template")
        verbose_name_plural = _("milestones of templates")
        ordering = ["template", "order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "order"], name="projects_template_milestone_order_unique"),
            models.CheckConstraint(
                condition=Q(after=None) ^ Q(counted_from=CountedFrom.MILESTONE), name="projects_template_after_which"
            ),
        ]

    def __str__(self):
        return self.title


class ModelDocumentQuerySet(models.QuerySet):
    def offered(self):
        """Those a milestone can offer."""
        return self.filter(is_offered=True)

    def visible_to(self, person):
        """What a milestone offers to `person`, who follows its project; all, for those who keep the documents."""
        if person.has_perm("projects.change_modeldocument"):
            return self
        followed = Project.objects.followed_by(person).order_by().values("pk")
        offering = self.model.milestones.through.objects.filter(milestone__project__in=followed)
        return self.offered().filter(pk__in=offering.values("modeldocument_id"))


class ModelDocument(StoredFile):
    """A document of the association to start from, such as the study brief; `name` is that of its file."""

    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("what it is for"), blank=True)
    is_offered = models.BooleanField(
        _("offered"), default=True, help_text=_("Unticked, it is kept but no milestone shows it any more.")
    )
    kept_by = person_field(null=True, verbose_name=_("put by"))
    kept_at = models.DateTimeField(_("put on"), default=timezone.now)
    title_folded = models.CharField(max_length=300, editable=False, default="", db_index=True)

    objects = ModelDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("model document")
        verbose_name_plural = _("model documents")
        ordering = ["title_folded", "pk"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.title_folded = fold(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("projects:model-document-download", args=[self.public_id])
