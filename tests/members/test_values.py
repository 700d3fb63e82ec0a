from datetime import date, datetime

import pytest

from portal.members.enums import MandateKinds
from portal.members.imports.values import read_date, read_kind, read_phone, read_siren, read_website
from portal.members.names import halves, spelled_out
from portal.spreadsheets.values import Unreadable


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("14/05/2012", date(2012, 5, 14)),
        ("15-06-2012", date(2012, 6, 15)),
        ("1.9.12", date(2012, 9, 1)),
        ("2012-05-14", date(2012, 5, 14)),
        ("2012-05-14 00:00:00", date(2012, 5, 14)),
        ("mai 2012", date(2012, 5, 1)),
        ("1er août 2012", date(2012, 8, 1)),
        ("14 févr. 2012", date(2012, 2, 14)),
        ("2012", date(2012, 1, 1)),
        (2012, date(2012, 1, 1)),
        (41000, date(2012, 4, 1)),
        ("41000", date(2012, 4, 1)),
        (41000.0, date(2012, 4, 1)),
        (datetime(2013, 1, 8, 12), date(2013, 1, 8)),
        (date(2013, 1, 8), date(2013, 1, 8)),
        (None, None),
    ],
)
def test_dates_are_read_in_the_forms_people_write(cell, day):
    assert read_date(cell) == day


@pytest.mark.parametrize("cell", ["2013-02-30", "31/04/2012", "hier", "jui 2012", 10**9, "-3", "14/05/3012", True])
def test_what_is_no_date_is_refused(cell):
    with pytest.raises(Unreadable, match="date"):
        read_date(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "01 60 00 00 05",
        "0160000005",
        "01.60.00.00.05",
        "+33 1 60 00 00 05",
        "0033160000005",
        160000005,
        "+33 (0)160000005",
    ],
)
def test_french_numbers_are_written_alike(cell):
    assert read_phone(cell) == "01 60 00 00 05"


def test_foreign_number_keeps_its_country():
    assert read_phone("+32 2 123 45 67") == "+3221234567"


@pytest.mark.parametrize("cell", ["06", "n/a", "+", "01 60 00 00 05 06"])
def test_what_is_no_telephone_number_is_refused(cell):
    with pytest.raises(Unreadable, match="téléphone"):
        read_phone(cell)


def test_kinds():
    words = ["titulaire", "Titulaire ", "suppleante", "Suppléant", "contact", None]
    kinds = [MandateKinds.REPRESENTATIVE] * 2 + [MandateKinds.DEPUTY] * 2 + [MandateKinds.CONTACT] * 2

    assert [read_kind(word) for word in words] == kinds
    with pytest.raises(Unreadable):
        read_kind("chef")


def test_siren_is_taken_from_a_siret():
    assert read_siren("900 000 001 00017") == read_siren(900000001) == "900000001"
    for wrong in ("123 456 789 00012", "90000000", "９０００００００１"):
        with pytest.raises(Unreadable):
            read_siren(wrong)


def test_web_address_without_scheme():
    assert read_website("www.exemple.fr") == "https://www.exemple.fr"
    with pytest.raises(Unreadable):
        read_website("javascript://alert(1)")


def test_names_are_compared_with_their_abbreviation_spelled_out():
    assert spelled_out("cc du pays") == "communaute de communes du pays"
    assert spelled_out("cci") == "cci"
    assert halves("France Télécom / Orange") == ["france telecom", "orange"]
    assert halves("Alpha") == halves("A / B / C") == []
