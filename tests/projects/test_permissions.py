"""projects/permissions.py: every role in every state, and the sets agree with the questions."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from projects import permissions
from projects.enums import ApplicationStatus, MilestoneStatus, ProjectRoles
from projects.models import Application, Milestone, Project, ProjectRole
from tests.factories.courses import model_document
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, application_at, in_role, milestone_at

STATES = list(MilestoneStatus)
WITH_LEAD = {MilestoneStatus.PENDING, MilestoneStatus.RETURNED, MilestoneStatus.REOPENED}
HANDS_IN = {ProjectRoles.LEAD, ProjectRoles.CONTRIBUTOR}
DECIDES = {ProjectRoles.ACCOMPANIER, AssociationRoles.STAFF}
FOLLOWS = {*ProjectRoles, AssociationRoles.STAFF, AssociationRoles.ADMINISTRATOR}
EVERYBODY = ["visitor", "outsider", "former lead", "lead elsewhere", AssociationRoles.EDITOR, *FOLLOWS]


def somebody(who, project):
    """A person in that situation towards the project."""
    if who == "visitor":
        return AnonymousUser()
    person = PersonFactory(password=None)
    if who == "former lead":
        in_role(project, ProjectRoles.LEAD, person)
        roles.end(ProjectRole.objects.get(person=person), by=None)
    elif who == "lead elsewhere":
        in_role(ProjectFactory(), ProjectRoles.LEAD, person)
    elif who in set(ProjectRoles):
        in_role(project, who, person)
    elif who in set(AssociationRoles):
        roles.grant(AssociationRole, person=person, role=who, by=None)
    return person


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("is_public", [True, False])
def test_sets_and_questions_agree_for_every_role_in_every_state(db, state, is_public):
    milestone = milestone_at(state, project=ProjectFactory(is_public=is_public))
    project = milestone.project
    milestone.project = project
    document = model_document()
    milestone.model_documents.add(document)
    for who in EVERYBODY:
        person = somebody(who, project)
        seen = {
            "view": permissions.can_view(person, project),
            "follow": permissions.can_follow(person, project),
            "own": permissions.can_submit_own(person, milestone),
            "for": permissions.can_submit_for(person, milestone),
            "review": permissions.can_review(person, milestone),
            "reopen": permissions.can_reopen(person, milestone),
            "remind": permissions.can_remind(person, milestone),
            "read": permissions.can_read_submissions(person, project),
            "manage": permissions.can_manage(person, project),
            "decide applications": permissions.can_decide_applications(person),
            "lay": permissions.can_lay_course(person, project),
            "keep": (permissions.can_keep_templates(person), permissions.can_keep_model_documents(person)),
            "model": permissions.can_open_model_document(person, document),
            "read said": permissions.can_read_discussion(person, project),
            "say": permissions.can_discuss(person, project),
            "moderate": permissions.can_moderate_discussion(person, project),
        }
        follows, decides = who in FOLLOWS, who in DECIDES
        keeps = who in {AssociationRoles.STAFF, AssociationRoles.ADMINISTRATOR}
        assert seen == {
            "view": is_public or follows,
            "follow": follows,
            "own": who in HANDS_IN and state in WITH_LEAD,
            "for": decides and state in WITH_LEAD,
            "review": decides and state == MilestoneStatus.SUBMITTED,
            "reopen": decides and state == MilestoneStatus.ACCEPTED,
            "remind": decides and state in WITH_LEAD,
            "read": follows and who != ProjectRoles.OBSERVER,
            "manage": decides or who == AssociationRoles.ADMINISTRATOR,
            "decide applications": who in (AssociationRoles.STAFF, AssociationRoles.ADMINISTRATOR),
            "lay": decides or who == AssociationRoles.ADMINISTRATOR,
            "keep": (keeps, keeps),
            "model": follows,
            "read said": who in HANDS_IN or decides or who == AssociationRoles.ADMINISTRATOR,
            "say": who in HANDS_IN or decides,
            "moderate": decides,
        }, who
        assert Project.objects.visible_to(person).filter(pk=project.pk).exists() == seen["view"], who
        assert Project.objects.followed_by(person).filter(pk=project.pk).exists() == seen["follow"], who
        assert Project.objects.reviewed_by(person).filter(pk=project.pk).exists() == decides, who
        assert Milestone.objects.visible_to(person).filter(pk=milestone.pk).exists() == seen["follow"], who


def test_the_set_of_applications_agrees_with_the_question_in_every_state(db):
    applications = {application_at(status).pk for status in ApplicationStatus}
    for who in EVERYBODY:
        person = somebody(who, ProjectFactory())
        seen = set(Application.objects.visible_to(person).values_list("pk", flat=True))
        assert seen == (applications if permissions.can_decide_applications(person) else set()), who
