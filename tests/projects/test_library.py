"""The benchmark library: its list and filters, a sheet, the comparison, the workbook, the back office."""

import io

import openpyxl
import pytest
from django.urls import reverse

from portal.roles import AssociationRoles
from projects.models import BenchmarkPlace
from tests.factories.library import ReferenceFactory, with_source
from tests.factories.office import person_of, rows, text
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, accompanier_of

pytestmark = pytest.mark.django_db
LIST, COMPARISON, EXPORT = "/projets/references/", "/projets/references/comparaison/", "/projets/references/export.xlsx"
NEW = "/gestion/references/new/"


def names(client, **filters):
    return [place.name for place in client.get(LIST, filters).context["page"]]


def test_filters_of_the_address_narrow_the_list_and_drafts_stay_inside(client):
    ReferenceFactory(name="Amsterdam", kind="network", town="Hollande")
    ReferenceFactory(name="Éclaireur", country="Belgique", model="public")
    ReferenceFactory(name="Brouillon", is_published=False)
    assert names(client) == ["Amsterdam", "Éclaireur"]
    assert names(client, q="eclair") == ["Éclaireur"]
    assert names(client, q="hollande") == names(client, kind="network") == ["Amsterdam"]
    assert names(client, country="Belgique") == names(client, model="public") == ["Éclaireur"]
    assert names(client, country="Atlantide") == ["Amsterdam", "Éclaireur"]
    assert "Aucune fiche ne répond à ces filtres." in text(client.get(LIST, {"q": "zzz"}))
    client.force_login(person_of(AssociationRoles.STAFF))
    assert names(client) == ["Amsterdam", "Brouillon", "Éclaireur"]


@pytest.mark.parametrize("who", ["visitor", "member", "accompanier of a project", AssociationRoles.EDITOR])
def test_a_sheet_in_preparation_is_found_by_nobody_outside(client, who):
    place = ReferenceFactory(is_published=False)
    if who == "member":
        client.force_login(PersonFactory())
    elif who == "accompanier of a project":
        client.force_login(accompanier_of(ProjectFactory()))
    elif who != "visitor":
        client.force_login(person_of(who))
    assert client.get(place.get_absolute_url()).status_code == 404
    assert client.get(COMPARISON, {"lieu": place.slug}).context["places"] == []
    turned_away = "/gestion/" if who == AssociationRoles.EDITOR else f"/compte/login/?next={NEW}"
    assert client.get(NEW).url == turned_away


def test_a_sheet_says_what_is_known_with_its_source_and_what_is_not(client):
    place = with_source(ReferenceFactory(surface=1200, price_month="249.50", lessons="Ouvrir tard."), "Étude 2013")
    page = text(client.get(place.get_absolute_url()))
    for words in ("1 200 m²", "249,50 €", "Ouvrir tard.", "Étude 2013", "consulté le 14 mai 2013", "sans indication"):
        assert words in page.replace("\u202f", " "), words
    assert "Nombre de lieux" not in page


def test_up_to_four_are_compared_and_a_fifth_is_refused_in_words(client):
    places = [ReferenceFactory(seats=number) for number in range(1, 6)]
    slugs = [place.slug for place in places]
    answer = client.get(COMPARISON, {"lieu": slugs[:4]})
    assert [place for place, _ in answer.context["places"]] == places[:4]
    seats = next(row for row in answer.context["criteria"] if row.label == "Postes de travail")
    assert [value for _, value in seats.values] == ["1", "2", "3", "4"]
    refused = client.get(COMPARISON, {"lieu": [*slugs, slugs[0], "inconnu"]})
    assert refused.status_code == 422
    assert "On compare jusqu’à 4 lieux à la fois. Laissé de côté" in text(refused)
    assert [place for place, _ in refused.context["places"]] == places[:4]
    assert refused.context["refused"] == [places[4]]
    assert "Rien à comparer" in text(client.get(COMPARISON))


def test_the_places_chosen_stay_in_the_address_of_the_list(client):
    chosen, other = ReferenceFactory(name="Choisi"), ReferenceFactory(name="Autre", country="Belgique")
    answer = client.get(LIST, {"lieu": [chosen.slug, "inconnu"], "country": "Belgique"})
    assert [place.name for place in answer.context["page"]] == [other.name]
    assert answer.context["chosen_elsewhere"] == [chosen]
    assert f'value="{chosen.slug}" id="also-{chosen.pk}" checked' in answer.content.decode()


def test_the_workbook_has_the_list_with_its_filters_and_sources(client):
    with_source(ReferenceFactory(name="=Amsterdam", seats=40, price_day="12.50"))
    ReferenceFactory(name="Ailleurs", country="Belgique")
    answer = client.get(EXPORT, {"country": "Pays-Bas"})
    header, *lines = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert [line[0] for line in lines] == ["=Amsterdam"]
    values = dict(zip(header, lines[0], strict=True))
    assert (values["Postes de travail"], values["Tarif à la journée (€)"]) == (40, 12.5)
    assert values["Sources"] == "Rapport, https://example.org/rapport, consulté le 14 mai 2013"
    assert values["Surface (m²)"] is None


@pytest.mark.parametrize("count", [1, 3])
def test_list_comparison_and_workbook_cost_the_same_for_one_and_for_three(client, django_assert_max_num_queries, count):
    slugs = [with_source(ReferenceFactory()).slug for _ in range(count)]
    for address in (LIST, COMPARISON, EXPORT):
        client.get(address, {"lieu": slugs})
        with django_assert_max_num_queries(14):
            client.get(address, {"lieu": slugs})


SHEET = {"name": "Espace Zuid", "slug": "", "kind": "place", "country": "Pays-Bas", "is_published": "on"}


def test_staff_writes_a_sheet_with_its_sources_and_its_history_is_kept(client):
    staff = person_of(AssociationRoles.STAFF)
    client.force_login(staff)
    client.post(NEW, SHEET | rows("sources", [{"title": "Rapport", "consulted_on": "2013-05-14"}]))
    place = BenchmarkPlace.objects.get()
    assert (place.slug, place.sources.get().title) == ("espace-zuid", "Rapport")
    sent = {"id": place.sources.get().pk, "title": "Rapport"}
    client.post(reverse("office_references:edit", args=[place.pk]), SHEET | {"seats": "30"} | rows("sources", [sent]))
    assert [(row.seats, row.history_user) for row in place.history.order_by("history_id")] == [
        (None, staff),
        (30, staff),
    ]


def test_nothing_is_published_without_a_source_nor_under_the_address_of_a_screen(client):
    client.force_login(person_of(AssociationRoles.STAFF))
    assert "au moins une source" in text(client.post(NEW, SHEET | rows("sources", [])))
    taken = SHEET | {"slug": "comparaison"} | rows("sources", [{"title": "Rapport"}])
    assert "prise par un écran" in text(client.post(NEW, taken))
    assert not BenchmarkPlace.objects.exists()
