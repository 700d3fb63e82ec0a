import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal import roles
from portal.members.enums import ImportStates, MandateKinds
from portal.members.models import Mandate, MemberImport, Organisation
from portal.members.storage import private_storage
from portal.members.tasks import drop_forgotten_imports
from portal.people.models import Person
from portal.roles import AssociationRole, AssociationRoles
from tests.factories.members import MandateFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.members.test_imports import CONTACTS, MEMBERS

pytestmark = pytest.mark.django_db
UPLOAD = "/gestion/adherents/importer/"


def person_with(role):
    person = PersonFactory()
    if role:
        roles.grant(AssociationRole, person=person, role=role, by=PersonFactory(superuser=True))
    return person


@pytest.fixture
def staff(client):
    person = person_with(AssociationRoles.STAFF)
    client.force_login(person)
    return person


def send(client, content, name="liste.xlsx"):
    return client.post(UPLOAD, {"workbook": SimpleUploadedFile(name, content)}, follow=True)


def confirm(client, response):
    fingerprint = response.context["plan"].fingerprint
    return client.post(response.request["PATH_INFO"], {"fingerprint": fingerprint, "confirm": "1"}, follow=True)


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def test_preview_changes_nothing_and_confirming_applies_it(client, staff):
    preview = send(client, MEMBERS.read_bytes(), "adherents-2013.xlsx")

    assert "43 créées" in text(preview) and "SAN SENART" in text(preview) and "Commentaire" in text(preview)
    assert not Organisation.objects.exists()

    done = confirm(client, preview)

    assert "43 créées" in text(done)
    assert Organisation.objects.count() == 43
    assert Organisation.history.first().history_user == staff
    kept = MemberImport.objects.get()
    assert (kept.state, kept.uploaded_by, kept.created_count) == (ImportStates.APPLIED, staff, 43)


def test_preview_tells_every_refused_row_and_why(client, staff):
    preview = text(send(client, CONTACTS.read_bytes()))

    for reason in ("« 2013-02-30 » n’est pas une date", "aucun organisme n’est nommé", "collège « 9 »", "bob@atelier"):
        assert reason in preview
    assert "<script" not in preview.split("Lignes refusées")[1].split("</table>")[0]


def test_workbook_is_let_go_of_once_it_is_applied(client, staff, django_capture_on_commit_callbacks):
    preview = send(client, MEMBERS.read_bytes())
    name = MemberImport.objects.get().workbook.name
    assert private_storage().exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        confirm(client, preview)

    assert not private_storage().exists(name)


def test_confirming_twice_applies_once(client, staff):
    preview = send(client, MEMBERS.read_bytes())
    confirm(client, preview)

    again = confirm(client, preview)

    assert "déjà été appliqué" in text(again)
    assert Organisation.objects.count() == 43


def test_preview_that_no_longer_holds_is_shown_again_instead_of_applied(client, staff):
    preview = send(client, MEMBERS.read_bytes())
    OrganisationFactory(name="SAN Sénart")

    again = confirm(client, preview)

    assert "a changé depuis cet aperçu" in text(again) and "42 créées" in text(again)
    assert Organisation.objects.count() == 1
    assert "42 créées" in text(confirm(client, again))


def test_dropped_workbook_changes_nothing_and_is_gone(client, staff):
    preview = send(client, MEMBERS.read_bytes())

    client.post(preview.request["PATH_INFO"], {"drop": "1"})

    assert MemberImport.objects.get().state == ImportStates.DROPPED
    assert not Organisation.objects.exists()
    assert "déjà été appliqué" in text(client.get(preview.request["PATH_INFO"], follow=True))


def test_list_that_says_nothing_new_offers_nothing_to_import(client, staff):
    confirm(client, send(client, MEMBERS.read_bytes()))

    preview = text(send(client, MEMBERS.read_bytes()))

    assert "rien à importer" in preview and "Importer ces lignes" not in preview


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"hello", "n’est pas un classeur"), (MEMBERS.read_bytes()[:2000], "tronqué"), (b"", "vide")],
)
def test_unreadable_workbook_is_explained_beside_the_field(client, staff, content, reason):
    assert reason in text(send(client, content))
    assert not MemberImport.objects.exists()


def test_forgotten_previews_are_dropped_after_a_day(client, staff):
    send(client, MEMBERS.read_bytes())
    drop_forgotten_imports()
    assert MemberImport.objects.get().state == ImportStates.PREVIEWED

    MemberImport.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    drop_forgotten_imports()

    assert MemberImport.objects.get().state == ImportStates.DROPPED


SCREENS = {
    "import": UPLOAD,
    "export": UPLOAD + "registre.xlsx",
    "organisations": "/gestion/adherents/",
    "mandates": "/gestion/adherents/mandats/",
    "colleges": "/gestion/adherents/colleges/",
    "new_organisation": "/gestion/adherents/new/",
    "new_college": "/gestion/adherents/colleges/new/",
}
OPEN_TO = {
    AssociationRoles.ADMINISTRATOR: set(SCREENS),
    AssociationRoles.STAFF: set(SCREENS) - {"new_college"},
    AssociationRoles.EDITOR: set(),
    None: set(),
}


@pytest.mark.parametrize("role", OPEN_TO)
def test_register_is_open_to_those_who_keep_it_alone(client, role):
    client.force_login(person_with(role))

    seen = {name for name, address in SCREENS.items() if client.get(address).status_code == 200}

    assert seen == OPEN_TO[role]


def test_register_asks_visitors_to_log_in(client):
    for address in SCREENS.values():
        assert client.get(address).headers["Location"].startswith(("/compte/login/", "/gestion/login/"))


def test_editor_cannot_send_nor_confirm(client, staff):
    preview = send(client, MEMBERS.read_bytes())
    client.force_login(person_with(AssociationRoles.EDITOR))

    client.post(UPLOAD, {"workbook": SimpleUploadedFile("b.xlsx", MEMBERS.read_bytes())})
    client.post(preview.request["PATH_INFO"], {"confirm": "1", "fingerprint": preview.context["plan"].fingerprint})

    assert MemberImport.objects.count() == 1
    assert not Organisation.objects.exists()


def test_list_is_searched_without_accents_and_filtered(client, staff):
    OrganisationFactory(name="École d’Étampes")
    OrganisationFactory(name="Beta", is_listed=False)

    def names(query):
        return [row.name for row in client.get(f"/gestion/adherents/?{query}").context["object_list"]]

    assert names("") == ["Beta", "École d’Étampes"]
    assert names("q=ETAMPES+ecole") == ["École d’Étampes"]
    assert names("is_listed=false") == ["Beta"]


def test_lists_cost_the_same_for_1_and_for_30(client, staff, django_assert_max_num_queries):
    MandateFactory()
    addresses = ["/gestion/adherents/", "/gestion/adherents/mandats/"]
    asked = []
    for _round in range(2):
        for address in addresses:
            client.get(address)  # warms the caches of both rounds
            with django_assert_max_num_queries(40) as queries:
                client.get(address)
            asked.append(len(queries))
        MandateFactory.create_batch(29)

    assert asked[:2] == asked[2:]


def test_mandate_is_given_to_a_person_found_by_address_or_made_known(client, staff):
    organisation, known = OrganisationFactory(), PersonFactory(email="awa@alpha.example")
    form = {"organisation": organisation.pk, "kind": MandateKinds.DEPUTY, "since": "2026-01-01", "until": ""}
    address = reverse("members_mandates:add")

    client.post(address, form | {"email": "AWA@alpha.example"})
    client.post(address, form | {"email": "new@alpha.example", "first_name": "Léa", "last_name": "Petit"})
    again = client.post(address, form | {"email": "awa@alpha.example"})

    assert "a déjà ce mandat" in text(again)
    held = set(Mandate.objects.values_list("person__email", "kind", "since"))
    assert held == {(email, MandateKinds.DEPUTY, date(2026, 1, 1)) for email in (known.email, "new@alpha.example")}
    assert Person.objects.get(email="new@alpha.example").full_name == "Léa Petit"


def test_organisation_is_made_and_its_double_refused(client, staff):
    form = {"name": "Éole", "college": OrganisationFactory().college_id, "is_listed": "on"}
    address = reverse("members_organisations:add")

    client.post(address, form)
    double = client.post(address, form | {"name": "EOLE"})

    assert "déjà adhérent" in text(double)
    assert Organisation.objects.get(name_folded="eole").name == "Éole"


def test_register_is_exported_with_real_dates_and_no_formula(client, staff):
    MandateFactory(
        organisation=OrganisationFactory(name="=1+1 Éole", joined_on=date(2012, 5, 14)), since=date(2013, 1, 8)
    )

    response = client.get(SCREENS["export"])

    workbook = openpyxl.load_workbook(io.BytesIO(response.content))
    organisation, mandate = workbook["Adhérents"][2], workbook["Mandats"][2]
    assert (organisation[1].value, organisation[1].data_type) == ("=1+1 Éole", "s")
    assert organisation[6].value.date() == date(2012, 5, 14)
    assert mandate[6].value.date() == date(2013, 1, 8)
