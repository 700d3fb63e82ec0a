from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from portal.members import actions
from portal.members.actions import MembersRefusal, import_workbook, plan_import
from portal.members.enums import MandateKinds
from portal.members.imports.plan import CREATED, REFUSED, UNCHANGED, UPDATED
from portal.members.models import College, Mandate, Organisation
from portal.people.models import Person
from portal.spreadsheets import UnreadableWorkbook
from tests.factories.members import MandateFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.spreadsheets.workbooks import workbook

FILES = Path(__file__).parent / "files"
MEMBERS, CONTACTS = FILES / "adherents-2013.xlsx", FILES / "contacts-brouillon.xlsx"

pytestmark = pytest.mark.django_db


def outcomes(plan):
    return {row.number: row.outcome for row in plan.rows}


def register():
    """Everything an import may write, to compare before and after."""
    return (
        sorted(Organisation.objects.values_list("name", "short_name", "college__number", "siren", "commune")),
        sorted(Mandate.objects.values_list("organisation__name", "person__email", "kind"), key=str),
        sorted(Person.objects.values_list("email", "last_name", "phone")),
        Organisation.history.count(),
    )


def test_list_of_2013_gives_42_organisations_in_four_colleges_and_the_expert():
    plan = import_workbook(MEMBERS)

    assert (plan.sheet, plan.header_row, plan.left_aside) == ("Adhérents 2013", 3, ["Commentaire"])
    assert plan.counts == {CREATED: 43, UPDATED: 0, UNCHANGED: 0, REFUSED: 0}
    by_college = Counter(Organisation.objects.values_list("college__number", flat=True))
    assert by_college == {1: 6, 2: 13, 3: 7, 4: 16, None: 1}
    [expert] = Organisation.objects.filter(college__has_votes=False)
    assert expert.name == "DISTANCE EXPERT"
    assert not Organisation.objects.filter(name__icontains="vérifier").exists()


def test_second_import_changes_nothing():
    import_workbook(MEMBERS)
    import_workbook(CONTACTS)
    before = register()

    first, second = import_workbook(MEMBERS), import_workbook(CONTACTS)

    assert first.counts[UNCHANGED] == 43
    assert (second.counts[CREATED], second.counts[UPDATED]) == (0, 0)
    assert register() == before


def test_dirty_list_is_imported_as_far_as_it_is_understood():
    import_workbook(MEMBERS)

    plan = import_workbook(CONTACTS)

    reasons = {row.number: " ".join(row.reasons) for row in plan.rows if row.outcome == REFUSED}
    assert plan.ignored == [14]
    assert set(reasons) == {8, 9, 11, 12}
    assert "2013-02-30" in reasons[8]
    assert "formule" in reasons[9] and "bob@atelier" in reasons[9]
    assert "aucun organisme" in reasons[11]
    assert "« 9 »".replace(" ", "\u00a0") in reasons[12]
    mandates = Mandate.objects.values_list("organisation__name", "person__last_name", "kind", "since")
    assert set(mandates) == {
        ("Mairie de Valfleury (fictif)", "DUPRÉ", MandateKinds.REPRESENTATIVE, date(2012, 5, 14)),
        ("Mairie de Valfleury (fictif)", "Okonkwo", MandateKinds.DEPUTY, date(2013, 1, 8)),
        ("CC DES TROIS ÉTANGS (FICTIF)", "N’Guyen", MandateKinds.REPRESENTATIVE, date(2012, 5, 1)),
        ("L’Atelier du Canal (fictif)", "Müller-Straße", MandateKinds.REPRESENTATIVE, date(2012, 9, 1)),
        ("FRANCE TELECOM/ORANGE", "Martin", MandateKinds.REPRESENTATIVE, date(2013, 1, 1)),
    }
    assert Organisation.objects.get(name__startswith="CC DES TROIS").siren == "900000001"
    assert Person.objects.get(last_name="Müller-Straße").phone == "01 60 00 00 05"
    assert Person.objects.get(last_name="Müller-Straße").email == "j.muller@atelier-canal.example"
    assert not Person.objects.filter(last_name__startswith="=").exists()


def test_amounts_are_read_and_said_not_to_be_imported():
    assert plan_import(CONTACTS).amounts == 7


@pytest.mark.parametrize(
    "spelling", ["ECOLE DU VAL-D'ETANG", "école du val d’étang", "EVE", "  École  du Val d'Étang. "]
)
def test_existing_organisation_is_found_by_either_name_and_keeps_its_spelling(spelling):
    known = OrganisationFactory(name="École du Val d’Étang", short_name="ÉVE")

    plan = import_workbook(workbook(["Organisme", "Collège"], [spelling, 2]))

    assert outcomes(plan) == {2: UNCHANGED}
    known.refresh_from_db()
    assert (known.name, known.short_name) == ("École du Val d’Étang", "ÉVE")


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Communauté de communes du Pays", "CC du Pays"),
        ("SAN Sénart", "Syndicat d'agglomération nouvelle Sénart"),
        ("France Télécom / Orange", "ORANGE"),
    ],
)
def test_abbreviated_opening_and_half_of_a_double_name(known, written):
    OrganisationFactory(name=known)

    assert plan_import(workbook(["Organisme"], [written])).counts[UNCHANGED] == 1


def test_common_half_does_not_merge_two_services():
    import_workbook(workbook(["Organisme", "Collège"], ["Mairie / Culture", 2], ["Mairie / Sports", 2]))

    assert Organisation.objects.count() == 2


def test_name_that_several_answer_to_is_refused():
    OrganisationFactory(name="Alpha", short_name="Le Pays")
    OrganisationFactory(name="Beta", short_name="Le pays")

    [row] = plan_import(workbook(["Organisme"], ["LE PAYS"])).rows

    assert row.outcome == REFUSED and "Alpha, Beta" in row.reasons[0]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("Collège 2 - EPCI et communes (13)", 2),
        (3, 3),
        (4.0, 4),
        ("EPCI", 2),
        ("2e collège", 2),
        ("grandes entreprises", 3),
    ],
)
def test_college_is_understood(cell, number):
    import_workbook(workbook(["Collège", "Organisme"], [cell, "Alpha"]))

    assert Organisation.objects.get().college.number == number


@pytest.mark.parametrize("cell", ["9", "Collège 12 - EPCI", "et", "Inconnu", "=1+1"])
def test_unknown_college_is_an_error_and_nothing_changes(cell):
    with pytest.raises(MembersRefusal, match="collège"):
        import_workbook(workbook(["Collège", "Organisme"], [cell, "Alpha"], [None, "Beta"]))

    assert not Organisation.objects.exists()


def test_new_organisation_without_college_is_refused_and_a_known_one_is_not():
    OrganisationFactory(name="Alpha")

    assert outcomes(import_workbook(workbook(["Organisme"], ["Alpha"], ["Beta"]))) == {2: UNCHANGED, 3: REFUSED}


def test_known_organisation_is_completed_and_moves_to_another_college():
    OrganisationFactory(name="Alpha", commune="Melun")
    rows = ["Organisme", "Collège", "Commune", "Sigle", "Adhérent depuis"], ["ALPHA", 4, "MELUN", "AL", "14/05/2012"]

    plan = import_workbook(workbook(*rows))

    assert outcomes(plan) == {2: UPDATED}
    alpha = Organisation.objects.get()
    assert (alpha.college.number, alpha.commune, alpha.short_name) == (4, "Melun", "AL")
    assert (alpha.joined_on, alpha.short_name_folded) == (date(2012, 5, 14), "al")
    assert plan_import(workbook(*rows)).counts[UNCHANGED] == 1


def test_rows_that_contradict_each_other_are_refused_after_the_first():
    plan = import_workbook(workbook(["Organisme", "Collège"], ["Alpha", 2], ["alpha", 3], ["Alpha", 2]))

    assert outcomes(plan) == {2: CREATED, 3: REFUSED, 4: UNCHANGED}
    assert "2" in plan.rows[1].reasons[0]


def test_same_row_twice_counts_once():
    row = ["Alpha", 2, "Diallo", "Awa", "awa@alpha.example", "titulaire"]

    plan = import_workbook(workbook(["Organisme", "Collège", "Nom", "Prénom", "E-mail", "Rôle"], row, row))

    assert outcomes(plan) == {2: CREATED, 3: UNCHANGED}
    assert Mandate.objects.count() == Person.objects.count() == 1


def test_person_without_address_is_recognised_at_the_same_organisation():
    rows = workbook(
        ["Organisme", "Collège", "Nom", "Prénom"], ["Alpha", 2, "Diallo", "Awa"], ["Alpha", 2, "DIALLO", "AWA"]
    )

    import_workbook(rows)

    assert outcomes(import_workbook(rows)) == {2: UNCHANGED, 3: UNCHANGED}
    assert Person.objects.count() == 1


def test_known_person_is_found_by_address_and_keeps_their_name():
    person = PersonFactory(email="awa@alpha.example", first_name="Awa", last_name="Diallo")
    rows = (
        ["Organisme", "Collège", "Nom", "Prénom", "E-mail"],
        ["Alpha", 2, "DIALLO-NDIAYE", "Awa", "AWA@alpha.example"],
    )

    plan = import_workbook(workbook(*rows))

    person.refresh_from_db()
    assert person.last_name == "Diallo"
    assert Mandate.objects.get().person == person
    assert any("Awa Diallo" in note for note in plan.rows[0].notes)


def test_address_of_somebody_else_is_refused():
    PersonFactory(email="contact@alpha.example", first_name="Awa", last_name="Diallo")
    rows = ["Organisme", "Collège", "Nom", "E-mail"], ["Alpha", 2, "Martin", "contact@alpha.example"]

    [row] = plan_import(workbook(*rows)).rows

    assert row.outcome == REFUSED and "Awa Diallo" in row.reasons[0]


def test_imported_address_is_not_taken_for_proven():
    import_workbook(workbook(["Organisme", "Collège", "E-mail"], ["Alpha", 2, "awa@alpha.example"]))

    assert not Person.objects.get().emailaddress_set.filter(verified=True).exists()


def test_beginning_of_a_running_mandate_is_corrected():
    mandate = MandateFactory(person=PersonFactory(email="awa@alpha.example"), kind=MandateKinds.DEPUTY)
    rows = (
        ["Organisme", "E-mail", "Rôle", "Depuis"],
        [mandate.organisation.name, "awa@alpha.example", "suppléante", 41000],
    )

    assert outcomes(import_workbook(workbook(*rows))) == {2: UPDATED}
    mandate.refresh_from_db()
    assert mandate.since == date(2012, 4, 1)
    assert outcomes(import_workbook(workbook(*rows))) == {2: UNCHANGED}


def test_organisation_told_by_a_formula_is_refused():
    plan = plan_import(workbook(["Organisme", "Collège"], ['=HYPERLINK("x","Alpha")', 2], ["Beta", 2]))

    assert outcomes(plan) == {2: REFUSED, 3: CREATED}


def test_unreadable_telephone_is_left_out_and_said():
    rows = ["Organisme", "Collège", "Nom", "Tél."], ["Alpha", 2, "Diallo", "06"]

    plan = import_workbook(workbook(*rows))

    assert outcomes(plan) == {2: CREATED} and "« 06 »".replace(" ", "\u00a0") in plan.rows[0].notes[0]


def test_failure_in_the_middle_leaves_nothing(monkeypatch):
    import_workbook(MEMBERS)
    before = register()

    def fails(**_):
        raise ZeroDivisionError

    monkeypatch.setattr("portal.members.imports.writing.know_person", fails)
    with pytest.raises(ZeroDivisionError):
        import_workbook(CONTACTS)

    assert register() == before


def test_name_taken_meanwhile_is_a_refusal_and_nothing_changes(monkeypatch):
    plan = plan_import(workbook(["Organisme", "Collège"], ["Alpha", 2], ["Beta", 2]))
    monkeypatch.setattr(actions, "make_plan", lambda table: plan)
    OrganisationFactory(name="beta")

    with pytest.raises(MembersRefusal, match="même moment"):
        import_workbook(workbook(["Organisme"], ["Alpha"]))

    assert [o.name for o in Organisation.objects.all()] == ["beta"]


@pytest.mark.parametrize("rows", [(["Organisme", "Collège"],), (["Organisme", "Collège"], ["TOTAL", None])])
def test_nothing_under_the_header(rows):
    with pytest.raises(MembersRefusal, match="rien à importer"):
        import_workbook(workbook(*rows))


def test_no_header_is_refused():
    with pytest.raises(UnreadableWorkbook, match="en-tête"):
        import_workbook(workbook(["bonjour"], ["Alpha"]))


def test_headings_and_repeated_headers_are_passed_over():
    rows = (
        ["Collège", "Organisme"],
        ["Collège 2", None],
        [None, "Alpha"],
        ["Collège", "Organisme"],
        ["Collège 3", "Beta"],
    )

    plan = plan_import(workbook(*rows))

    assert (plan.ignored, outcomes(plan)) == ([2, 4], {3: CREATED, 5: CREATED})


def test_import_is_told_in_the_history():
    import_workbook(MEMBERS, by=PersonFactory(email="staff@example.org"), name=MEMBERS.name)

    entry = Organisation.objects.first().history.get()
    assert (entry.history_user.email, entry.history_change_reason) == (
        "staff@example.org",
        "Import de adherents-2013.xlsx",
    )


def test_planning_asks_as_many_questions_for_300_rows_as_for_3(django_assert_num_queries):
    def rows(count):
        made = ([f"Organisme {n}", 2, f"Nom {n}", f"p{n}@alpha.example"] for n in range(count))
        return workbook(["Organisme", "Collège", "Nom", "E-mail"], *made)

    for count in (3, 300):
        with django_assert_num_queries(5):
            plan_import(rows(count))


def test_colleges_added_in_the_back_office_are_known():
    College.objects.create(number=5, name="Citoyens")

    assert plan_import(workbook(["Organisme", "Collège"], ["Alpha", "Citoyens"], ["Beta", 5])).counts[CREATED] == 2
