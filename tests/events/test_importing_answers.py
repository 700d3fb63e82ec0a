"""Answers to the event's questions, brought in from a workbook."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.actions import importing
from events.answers import answers_in_words
from events.enums import EventRoles, QuestionKind
from tests.events.importing import confirm, fates, holder, keep, page, url
from tests.factories.events import EventFactory, registered
from tests.factories.questions import AudienceFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(places=2)


@pytest.fixture
def organiser(client, event):
    person = holder(event, EventRoles.ORGANISER)
    client.force_login(person)
    return person


def answers(registration):
    return {answer.question.label_fr: words for answer, words in answers_in_words(registration)}


def test_answers_under_the_questions_headers_are_shown_and_kept(client, event, organiser, run_tasks):
    meal = QuestionFactory(event=event, choice=True, label_fr="Quel repas ?", options=["Végétarien", "Néant"])
    QuestionFactory(event=event, choices=True, label_fr="Quels jours ?", options=["Lundi ; matin", "Mardi", "Jeudi"])
    by_car = QuestionFactory(event=event, yes_no=True, label_fr="En voiture ?", label_en="By car?", is_required=True)
    QuestionFactory(event=event, label_fr="Combien de places ?", shown_if=by_car)
    QuestionFactory(event=event, kind=QuestionKind.SCALE, label_fr="Votre niveau")
    header = ["Nom", "quel repas", "Quels jours ?", "By car?", "Combien de places ?", "Votre niveau"]
    rows = [["Un", "VEGETARIEN", "Mardi ; jeudi", "oui", 3, 4], ["Deux", "néant", "Lundi ; matin", False, "aucune", ""]]

    kept = keep(event, header, *rows, ["Trois"], by=organiser, run_tasks=run_tasks)

    shown = page(client.get(url(event, f"{kept.public_id}/")))
    for said in ("Quel repas ? <strong>Végétarien", "Quels jours ? <strong>Mardi, Jeudi", "En voiture ? <strong>Oui"):
        assert said in shown
    confirm(kept, run_tasks=run_tasks)
    told = {row.last_name: answers(row) for row in event.registrations.all()}
    assert told["Un"] == {
        "Quel repas ?": "Végétarien",
        "Quels jours ?": "Mardi, Jeudi",
        "En voiture ?": "Oui",
        "Combien de places ?": "3",
        "Votre niveau": "4",
    }
    assert told["Deux"] == {"Quel repas ?": "Néant", "Quels jours ?": "Lundi ; matin", "En voiture ?": "Non"}
    assert told["Trois"] == {} and meal.answers.count() == 2


def test_an_answer_there_is_not_costs_its_row_and_says_so(event, run_tasks):
    QuestionFactory(event=event, choice=True, label_fr="Quel repas ?", options=["Végétarien"])
    QuestionFactory(event=event, choices=True, label_fr="Quels jours ?", options=["Lundi"])
    QuestionFactory(event=event, yes_no=True, label_fr="En voiture ?")
    QuestionFactory(event=event, kind=QuestionKind.SCALE, label_fr="Votre niveau")
    QuestionFactory(event=event, label_fr="Un mot ?")
    header = ["Nom", "Quel repas ?", "Quels jours ?", "En voiture ?", "Votre niveau", "Un mot ?"]
    row = ["Un", "Poisson", "Lundi ; Mardi", "peut-être", 7, "=1+1"]

    kept = keep(event, header, row, ["Deux", "Végétarien"], run_tasks=run_tasks)

    assert fates(kept) == [
        (
            2,
            "refused",
            [
                "« Poisson » n’est pas une réponse à « Quel repas ? »",
                "« Lundi ; Mardi » n’est pas une réponse à « Quels jours ? »",
                "« peut-être » n’est pas une réponse à « En voiture ? »",
                "« 7 » n’est pas une réponse à « Votre niveau »",
                "« =1+1 » est une formule, pas un texte",
            ],
        ),
        (3, "new", []),
    ]


def test_answers_of_our_own_export_are_understood(client, event, organiser, run_tasks):
    for one in (event, other := EventFactory(places=5)):
        QuestionFactory(event=one, choices=True, label_fr="Quels jours ?", options=["Lundi", "Mardi"])
        QuestionFactory(event=one, kind=QuestionKind.FILE, label_fr="Un plan ?")
    days = event.questions.get(kind=QuestionKind.CHOICES)
    registered(event, answers=[(days, list(days.options.all()))])
    exported = client.get(f"/evenements/{event.slug}/inscriptions/export.xlsx").content

    kept = importing.keep_workbook(other, SimpleUploadedFile("export.xlsx", exported), language="fr", by=organiser)
    run_tasks()
    confirm(kept, run_tasks=run_tasks)

    assert answers(other.registrations.get()) == {"Quels jours ?": "Lundi, Mardi"}
    assert "Un plan ?" in " ".join(kept.remarks)


def test_an_answer_that_is_a_sign_is_chosen_by_that_sign_only(event, run_tasks):
    QuestionFactory(event=event, choice=True, label_fr="Content ?", options=["👍", "👎"])
    rows = [["Un", "👍"], ["Deux", "-"], ["Trois", ""]]

    confirm(keep(event, ["Nom", "Content ?"], *rows, run_tasks=run_tasks), run_tasks=run_tasks)
    without = keep(event, ["Nom"], ["Quatre"], run_tasks=run_tasks)

    told = {row.last_name: answers(row) for row in event.registrations.all()}
    assert told == {"Un": {"Content ?": "👍"}, "Deux": {}, "Trois": {}}
    assert fates(without) == [(2, "new", [])]


def test_answers_that_differ_by_their_signs_are_told_apart(event, run_tasks):
    QuestionFactory(event=event, choice=True, label_fr="Combien ?", options=["< 10", "> 10", "Dix"])
    QuestionFactory(event=event, choices=True, label_fr="Langages ?", options=["C", "C++", "C#", "Go", "C, Go"])
    rows = [["Un", "< 10", "C++ ; C#"], ["Deux", "DIX", "C ; go"], ["Trois", "10", ""], ["Quatre", "", "go ; c"]]

    kept = keep(event, ["Nom", "Combien ?", "Langages ?"], *rows, run_tasks=run_tasks)

    exactly = " : écrivez la bonne exactement comme dans le formulaire"
    assert fates(kept)[2:] == [
        (4, "refused", [f"« 10 » peut désigner plusieurs réponses à « Combien ? »{exactly}"]),
        (5, "refused", [f"« c » peut désigner plusieurs réponses à « Langages ? »{exactly}"]),
    ]
    confirm(kept, run_tasks=run_tasks)
    told = {row.last_name: answers(row) for row in event.registrations.all()}
    assert told["Un"] == {"Combien ?": "< 10", "Langages ?": "C++, C#"}
    assert told["Deux"] == {"Combien ?": "Dix", "Langages ?": "C, Go"}
    assert event.questions.get(label_fr="Langages ?").answers.get(registration__last_name="Deux").options.count() == 2


TYPED = ["+33 6 00 00 00 00", "@zoe", "- végétarien", "=1+1", "👍", "Néant", "-", "deux  blancs", "#N/A", "x" * 300]


AT_LENGTH = ["Un mot.\r\n\r\n- sans gluten\r\n- sans noix", "a\tb", "=SOMME(A1)\r\n@", "x" * 4000]


def test_texts_of_our_own_export_come_back_as_they_were_typed(client, event, organiser, run_tasks):
    for one in (event, other := EventFactory(places=20)):
        QuestionFactory(event=one, label_fr="Un mot ?"), QuestionFactory(event=one, kind="long", label_fr="Le reste ?")
    short, long = event.questions.all()
    for text in TYPED:
        registered(event, answers=[(short, text)])
    for text in AT_LENGTH:
        registered(event, answers=[(long, text)])
    exported = client.get(f"/evenements/{event.slug}/inscriptions/export.xlsx").content

    kept = importing.keep_workbook(other, SimpleUploadedFile("export.xlsx", exported), language="fr", by=organiser)
    run_tasks()
    confirm(kept, run_tasks=run_tasks)

    def typed(question):
        return dict(question.answers.values_list("registration__email", "text"))

    assert [typed(question) for question in other.questions.all()] == [typed(short), typed(long)]


def test_a_text_that_is_a_formula_or_too_long_costs_its_row(event, run_tasks):
    QuestionFactory(event=event, label_fr="Un mot ?")
    rows = [["Un", "=1+1"], ["Deux", "x" * 301], ["Trois", "deux\nlignes"]]

    kept = keep(event, ["Nom", "Un mot ?"], *rows, run_tasks=run_tasks)
    confirm(kept, run_tasks=run_tasks)

    assert [reasons for _number, _outcome, reasons in fates(kept)] == [
        ["« =1+1 » est une formule, pas un texte"],
        [f"« {'x' * 60}… » est trop long : 300 caractères au plus"],
        [],
    ]
    assert answers(event.registrations.get()) == {"Un mot ?": "deux lignes"}


def test_an_answer_taken_away_since_the_preview_costs_its_rows_only(event, run_tasks):
    meal = QuestionFactory(event=event, choice=True, label_fr="Quel repas ?", options=["Végétarien", "Poisson"])
    kept = keep(event, ["Nom", "Quel repas ?"], ["Un", "Végétarien"], ["Deux", "Poisson"], run_tasks=run_tasks)
    meal.options.get(label_fr="Poisson").delete()

    confirm(kept, run_tasks=run_tasks)

    assert [answers(row) for row in event.registrations.all()] == [{"Quel repas ?": "Végétarien"}]
    assert fates(kept)[1] == (3, "refused", ["l’une de ses réponses n’existe plus"])


@pytest.mark.parametrize(
    ("cell", "before", "after"),
    [
        ("oui", QuestionKind.TEXT, QuestionKind.YES_NO),
        ("Poisson", QuestionKind.CHOICE, QuestionKind.TEXT),
        ("un plan", QuestionKind.LONG, QuestionKind.FILE),
        (4, QuestionKind.SCALE, QuestionKind.CHOICES),
    ],
)
def test_a_question_that_asks_for_something_else_since_the_preview_costs_its_rows(
    client, event, organiser, run_tasks, cell, before, after
):
    question = QuestionFactory(event=event, kind=before, label_fr="Quoi ?", options=["Poisson", "4"])
    kept = keep(event, ["Nom", "Quoi ?"], ["Un", cell], ["Deux", ""], by=organiser, run_tasks=run_tasks)
    type(question).objects.update(kind=after)

    assert client.get(url(event, f"{kept.public_id}/")).status_code == 200
    confirm(kept, run_tasks=run_tasks)

    assert fates(kept) == [(2, "refused", ["l’une de ses réponses n’existe plus"]), (3, "confirmed", [])]
    assert [row.last_name for row in event.registrations.all()] == ["Deux"]


def test_what_is_no_longer_asked_of_somebody_is_not_kept(event, run_tasks):
    press = AudienceFactory(event=event, name_fr="Presse")
    for_some = QuestionFactory(event=event, label_fr="Une carte ?")
    by_car = QuestionFactory(event=event, yes_no=True, label_fr="En voiture ?")
    places = QuestionFactory(event=event, label_fr="Combien ?")
    header = ["Nom", "Public", "Une carte ?", "En voiture ?", "Combien ?"]
    rows = [["Un", "Presse", "A1", "oui", "3"], ["Deux", "", "A2", "non", "2"]]
    kept = keep(event, header, *rows, run_tasks=run_tasks)
    for_some.audiences.add(press)
    type(places).objects.filter(pk=places.pk).update(shown_if=by_car)

    confirm(kept, run_tasks=run_tasks)

    assert {row.last_name: answers(row) for row in event.registrations.all()} == {
        "Un": {"Une carte ?": "A1", "En voiture ?": "Oui", "Combien ?": "3"},
        "Deux": {"En voiture ?": "Non"},
    }
