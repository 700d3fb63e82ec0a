"""The road of a text to its adoption, and where on it the text is."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .actions.voting import was_consulted
from .enums import SpecificationStatus
from .models import ConsultationComment


def road(specification) -> list[dict]:
    """The stages in order, each with its `label` and whether it is `done` or `here`; none for a text put aside."""
    if specification.status == SpecificationStatus.ASIDE:
        return []
    labels = [
        pgettext("stage of a text", "Draft"),
        _("Consultation"),
        _("Answers"),
        pgettext("noun", "Vote"),
        pgettext("specification", "Adopted"),
    ]
    here = _stage(specification)
    return [{"label": label, "done": rank < here, "here": rank == here} for rank, label in enumerate(labels)]


def _stage(specification):
    if specification.status == SpecificationStatus.CONSULTATION:
        return 1
    if specification.status == SpecificationStatus.VOTE:
        return 3
    if specification.status == SpecificationStatus.ADOPTED:
        return 4
    if not was_consulted(specification):
        return 0
    waiting = ConsultationComment.objects.unanswered().filter(consultation__specification=specification)
    return 2 if waiting.exists() else 3
