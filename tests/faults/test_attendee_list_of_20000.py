from collections import Counter
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.actions import importing
from events.enums import ImportStates
from portal.spreadsheets import XLSX, Column, Sheet, write_workbook
from tests.factories.events import EventFactory
from tests.factories.questions import QuestionFactory

MEALS = ["Végétarien", "Poisson"]


def row(number):
    """One in twenty is bad, in one of three ways."""
    address, meal, word = f"p{number}@alpha.example", MEALS[number % 2], f"- mot {number}"
    if number % 20 == 0:
        way = number // 20 % 4
        address = "pas une adresse" if way == 0 else address
        meal = "Viande" if way in (1, 3) else meal
        word = "x" * 301 if way == 2 else word
    return [f"Nom {number}", address, meal, word]


@pytest.mark.django_db
def test_twenty_thousand_attendees_with_bad_rows_are_planned_and_the_good_ones_written():
    event = EventFactory(places=15_000)
    meal = QuestionFactory(event=event, choice=True, label_fr="Quel repas ?", options=MEALS)
    word = QuestionFactory(event=event, label_fr="Un mot ?")
    kept = importing.keep_workbook(event, _workbook(map(row, range(20_000))), language="fr", by=None)

    importing.plan_import(kept)
    kept.refresh_from_db()
    importing.confirm_import(kept, sends_mails=False, by=None)
    while importing.write_batch(kept):
        pass

    kept.refresh_from_db()
    assert kept.state == ImportStates.APPLIED
    assert kept.counts == {"confirmed": 15_000, "waiting": 4_000, "refused": 1_000}
    reasons = Counter(
        reason.replace("\xa0", " ") for row in kept.rows.filter(outcome="refused") for reason in row.reasons
    )
    assert reasons == {
        "« pas une adresse » n’est pas une adresse e-mail": 250,
        "« Viande » n’est pas une réponse à « Quel repas ? »": 500,
        f"« {'x' * 60}… » est trop long : 300 caractères au plus": 250,
    }
    # Places in the order of the file: 15 000 good rows are the first 15 789 of it.
    assert event.registrations.confirmed().count() == 15_000 and event.registrations.waiting().count() == 4_000
    assert event.registrations.confirmed().order_by("seat__number").last().last_name == "Nom 15789"
    assert event.registrations.waiting().first().last_name == "Nom 15790"
    assert [option.answers.count() for option in meal.options.all()] == [9_000, 10_000]
    assert word.answers.get(registration__last_name="Nom 19999").text == "- mot 19999"
    assert word.answers.count() == 19_000


def _workbook(rows):
    kept = BytesIO()
    write_workbook(kept, [Sheet("Liste", [Column(h) for h in ("Nom", "E-mail", "Quel repas ?", "Un mot ?")], rows)])
    return SimpleUploadedFile("liste.xlsx", kept.getvalue(), content_type=XLSX)
