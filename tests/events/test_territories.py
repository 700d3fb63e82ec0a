"""From a postcode to a territory."""

import pytest

from events.territories import territory_of


@pytest.mark.parametrize(
    ("postcode", "territory"),
    [
        ("77000", "Melun Val de Seine"),
        ("77300", "Pays de Fontainebleau"),
        ("77176", "Grand Paris Sud"),
        (" 77420 ", "Paris - Vallée de la Marne"),
        ("75012", "Paris"),
        ("91000", "Essonne"),
        ("95000", "Val-d’Oise"),
        ("77999", "Seine-et-Marne, commune inconnue"),
        ("69003", "Ailleurs"),
        ("1000", "Ailleurs"),
        ("SW1A 1AA", "Ailleurs"),
        ("7700A", "Ailleurs"),
        ("", "Non précisé"),
    ],
)
def test_a_postcode_says_where_people_come_from(postcode, territory):
    assert territory_of(postcode) == territory
