from datetime import timedelta

import pytest
from django.utils import timezone

from portal.members import actions
from portal.members.enums import MandateKinds
from portal.members.waiting import mine
from tests.factories.members import MandateFactory, OrganisationFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
MINE = "/adherents/mon-organisation/"


@pytest.fixture
def mandate(client):
    mandate = MandateFactory(organisation=OrganisationFactory(name="Commune d’Éole (fictif)"))
    client.force_login(mandate.person)
    return mandate


def sheet_of(organisation):
    return f"{MINE}{organisation.pk}/"


def test_representative_sees_the_sheet_and_who_speaks_for_it(client, mandate):
    deputy = MandateFactory(organisation=mandate.organisation, kind=MandateKinds.DEPUTY).person
    past = MandateFactory(organisation=mandate.organisation, until=timezone.localdate()).person

    page = client.get(MINE).content.decode()

    assert "Commune d’Éole (fictif)" in page and deputy.email in page and "représentant suppléant" in page
    assert past.email not in page
    assert sheet_of(mandate.organisation) in page


def test_representative_corrects_the_short_fields_and_nothing_else(client, mandate):
    form = {
        "commune": "Éole",
        "website": "www.eole.example",
        "presentation": "Bonjour",
        "name": "Pirate",
        "college": "1",
    }

    client.post(sheet_of(mandate.organisation), form)

    organisation = mandate.organisation
    organisation.refresh_from_db()
    assert (organisation.commune, organisation.website) == ("Éole", "https://www.eole.example")
    assert (organisation.name, organisation.college.number) == ("Commune d’Éole (fictif)", 2)
    assert organisation.history.first().history_user == mandate.person


def test_bad_input_is_kept_and_explained(client, mandate):
    page = client.post(sheet_of(mandate.organisation), {"commune": "Éole", "website": "no address"}).content.decode()

    assert 'value="no address"' in page and "invalid-feedback" in page
    mandate.organisation.refresh_from_db()
    assert mandate.organisation.commune == ""


def test_contact_sees_but_does_not_correct(client):
    mandate = MandateFactory(kind=MandateKinds.CONTACT)
    client.force_login(mandate.person)

    assert sheet_of(mandate.organisation) not in client.get(MINE).content.decode()
    client.post(sheet_of(mandate.organisation), {"commune": "Éole"})

    mandate.organisation.refresh_from_db()
    assert mandate.organisation.commune == ""


def test_sheet_of_another_organisation_does_not_exist(client, mandate):
    assert client.get(sheet_of(OrganisationFactory())).status_code == 404


def test_mandate_that_ended_today_opens_nothing(client, mandate):
    mandate.until = timezone.localdate()
    mandate.since = timezone.localdate() - timedelta(days=9)
    mandate.save()

    assert mandate.organisation.name not in client.get(MINE).content.decode()
    assert client.get(sheet_of(mandate.organisation)).status_code == 404
    with pytest.raises(actions.MembersRefusal):
        actions.edit_sheet(mandate.organisation, by=mandate.person, commune="x", website="", presentation="")


def test_somebody_without_mandate_is_told_what_to_do(client):
    client.force_login(PersonFactory())

    page = client.get(MINE).content.decode()

    assert "Vous n’avez pas de mandat" in page and "/adherents/" in page


def test_visitor_logs_in_first(client):
    assert client.get(MINE).headers["Location"] == f"/compte/login/?next={MINE}"


def test_my_space_lists_the_organisations_i_stand_for(mandate):
    [line] = mine(mandate.person)

    assert (line.title, line.detail, line.url) == ("Commune d’Éole (fictif)", "représentant titulaire", MINE)
