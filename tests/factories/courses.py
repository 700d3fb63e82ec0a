"""Templates of courses, and what is asked at a milestone."""

import factory

from projects.enums import CountedFrom
from projects.models import ChecklistItem, CourseTemplate, ExpectedDeliverable, ModelDocument, TemplateMilestone
from tests.factories.projects import pdf_upload


class CourseTemplateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CourseTemplate

    name = factory.Sequence(lambda number: f"Parcours {number}")


def template_of(*offsets, **fields):
    """A template with a milestone for each offset, each counted from the one before."""
    template = CourseTemplateFactory(**fields)
    for order, offset in enumerate(offsets, 1):
        step_of(template, order, offset)
    return template


def step_of(template, order, offset, counted_from=CountedFrom.PREVIOUS, **fields):
    """One more milestone of a template."""
    return TemplateMilestone.objects.create(
        template=template,
        order=order,
        offset=offset,
        counted_from=counted_from,
        **{"title": f"Étape {order}", **fields},
    )


def piece(milestone, title="Rapport", **fields):
    """An expected piece of a project's milestone."""
    return ExpectedDeliverable.objects.create(milestone=milestone, title=title, **fields)


def question(milestone, title="Les élus ont été rencontrés", **fields):
    """A point of its checklist."""
    return ChecklistItem.objects.create(milestone=milestone, title=title, **fields)


def model_document(title="Cahier des charges type", **fields):
    """A model document with a real file."""
    upload = pdf_upload("modele.pdf", title=title)
    document = ModelDocument(
        title=title, name="modele.pdf", size=upload.size, sha256="0" * 64, content_type="application/pdf", **fields
    )
    document.file.save("modele.pdf", upload, save=False)
    document.save()
    return document
