"""The study brief: the association's model, a project's own text, the versions that are kept of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal import coediting

from .. import permissions
from ..models import BriefModel, BriefVersion, StudyBrief
from ..refusals import StudyRefusal
from ..usual_brief import usual_brief
from .activity import note_activity
from .ended import still_open

ONLY = 1  # the key of the one model


@transaction.atomic
def begin_model(*, by):
    """The association's model, begun from the usual outline where there is none. Raises StudyRefusal."""
    if not permissions.can_change_sheet(by):
        raise StudyRefusal(_("The model of the association is not yours to write."))
    if model := BriefModel.objects.select_related("document").filter(pk=ONLY).first():
        return model
    document = coediting.create_document("brief_model", by=by, content=usual_brief())
    return BriefModel.objects.create(pk=ONLY, document=document)


@transaction.atomic
def begin_brief(project, *, by):
    """The brief of `project`, begun from the association's model as it is now; twice, the first one stays."""
    project = still_open(project)
    if not permissions.can_write_study(by, project):
        raise StudyRefusal(_("The study brief of this project is not yours to write."))
    if brief := StudyBrief.objects.filter(project=project).first():
        return brief
    model = BriefModel.objects.select_related("document").filter(pk=ONLY).first()
    content = coediting.as_json(model.document) if model else usual_brief()
    document = coediting.create_document(
        "study_brief", by=by, content=content if content["content"] else None, model=model.document if model else None
    )
    note_activity(project)
    return StudyBrief.objects.create(project=project, document=document, begun_by=by)


@transaction.atomic
def keep_version(brief, *, by, name):
    """Keeps the text as it is now under the next number and `name`; returns the BriefVersion. Raises StudyRefusal."""
    project = still_open(brief.project)
    fresh = StudyBrief.objects.select_for_update(of=("self",)).get(pk=brief.pk)
    if not permissions.can_write_study(by, project):
        raise StudyRefusal(_("The study brief of this project is not yours to write."))
    content = coediting.as_json(fresh.document)
    last = fresh.versions.first()
    if last and last.content == content:
        raise StudyRefusal(
            _("Nothing has changed since version %(number)s, “%(name)s”.") % {"number": last.number, "name": last.name}
        )
    note_activity(project)
    return BriefVersion.objects.create(
        brief=fresh, number=last.number + 1 if last else 1, name=name, content=content, kept_by=by
    )
