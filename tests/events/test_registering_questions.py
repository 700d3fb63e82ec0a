"""An event's own questions on the registration page, and its consents."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.enums import QuestionKind
from events.models import Answer, QuestionOption
from tests.events.visiting import colleague, fill, form_key, page, said, send, url
from tests.factories.events import AudienceFactory, EventFactory, QuestionFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def event():
    return EventFactory(places=9)


def pdf(name="carte.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


def content(answer):
    with answer.file.open() as file:
        return file.read()


def answers(event, **who):
    """What one person answered, by question's label."""
    rows = Answer.objects.filter(registration=event.registrations.get(**who)).prefetch_related("options")
    return {
        row.question.label: row.text or row.file_name or row.is_yes or {option.label for option in row.options.all()}
        for row in rows.select_related("question")
    }


def test_every_kind_of_question_is_answered(client, later, event):
    meal = QuestionFactory(event=event, kind=QuestionKind.CHOICE, label_fr="Repas", options=["Commun", "Autre"])
    tastes = QuestionFactory(event=event, kind=QuestionKind.CHOICES, label_fr="Goûts", options=["a", "b", "c"])
    text = QuestionFactory(event=event, label_fr="Mot")
    long = QuestionFactory(event=event, kind=QuestionKind.LONG, label_fr="Récit")
    train = QuestionFactory(event=event, kind=QuestionKind.YES_NO, label_fr="Train ?")
    card = QuestionFactory(event=event, kind=QuestionKind.FILE, label_fr="Carte")
    a, _b, c = tastes.options.all()

    send(
        client,
        event,
        **{
            f"question_{meal.pk}": meal.options.first().pk,
            f"question_{tastes.pk}": [a.pk, c.pk],
            f"question_{text.pk}": "مرحبا 🎈",
            f"question_{long.pk}": "Deux\nlignes",
            f"question_{train.pk}": "yes",
            f"question_{card.pk}": pdf(),
        },
    )

    assert answers(event) == {
        "Repas": {"Commun"},
        "Goûts": {"a", "c"},
        "Mot": "مرحبا 🎈",
        "Récit": "Deux\r\nlignes" if "\r" in answers(event)["Récit"] else "Deux\nlignes",
        "Train ?": True,
        "Carte": "carte.pdf",
    }
    assert content(Answer.objects.get(question=card)) == PDF


def test_a_required_question_must_be_answered_by_everybody(client, later, event):
    question = QuestionFactory(event=event, is_required=True, label_fr="Repas")
    first = {f"question_{question.pk}": "Tout"}

    answer = send(client, event, colleague="1", **first, **colleague(1))

    assert "Repas (Max Collègue 1) : Ce champ est obligatoire" in said(answer)
    assert not event.registrations.exists()
    send(client, event, colleague="1", **first, **colleague(1, **{f"question_{question.pk}": "Rien"}))
    assert answers(event, first_name="Zoé") == {"Repas": "Tout"}
    assert answers(event, first_name="Max") == {"Repas": "Rien"}


def test_a_question_for_some_audience_is_neither_required_of_others_nor_kept(client, later, event):
    students, others = AudienceFactory(event=event, name_fr="Étudiants"), AudienceFactory(event=event)
    card = QuestionFactory(event=event, is_required=True, label_fr="Numéro")
    card.audiences.add(students)

    assert "Seulement pour : Étudiants" in said(client.get(url(event)))
    assert "Numéro : Ce champ est obligatoire" in said(send(client, event, audience=students.pk))
    send(client, event, audience=others.pk, **{f"question_{card.pk}": "secret"})

    assert answers(event) == {}


def test_a_question_after_an_answer_falls_with_it_and_so_does_the_next(client, later, event):
    train = QuestionFactory(event=event, kind=QuestionKind.YES_NO, label_fr="Train ?")
    line = QuestionFactory(
        event=event, kind=QuestionKind.CHOICE, label_fr="Ligne", options=["R", "D"], shown_if=train, is_required=True
    )
    why = QuestionFactory(
        event=event, label_fr="Pourquoi", shown_if=line, shown_if_option=line.options.last(), is_required=True
    )
    typed = {
        f"question_{train.pk}": "yes",
        f"question_{line.pk}": line.options.last().pk,
        f"question_{why.pk}": "vue",
    }
    shown = said(client.get(url(event)))
    assert "Seulement si vous répondez « Oui » à « Train ? »" in shown
    assert "Seulement si vous répondez « D » à « Ligne »" in shown

    assert "Ligne : Ce champ est obligatoire" in said(send(client, event, **{f"question_{train.pk}": "yes"}))
    assert "Pourquoi : Ce champ est obligatoire" in said(send(client, event, **typed | {f"question_{why.pk}": ""}))
    send(client, event, **typed)
    send(client, event, email="b@x.example", **typed | {f"question_{train.pk}": "no"})

    assert answers(event, email="zoe@atelier.example") == {"Train ?": True, "Ligne": {"D"}, "Pourquoi": "vue"}
    kept = Answer.objects.filter(registration__email="b@x.example").values_list("question__label_fr", "is_yes")
    assert list(kept) == [("Train ?", False)]


def test_what_is_wrong_with_a_question_that_is_not_asked_stops_nobody(client, later, event):
    students, others = AudienceFactory(event=event), AudienceFactory(event=event)
    card = QuestionFactory(event=event, kind=QuestionKind.FILE)
    card.audiences.add(students)

    send(client, event, audience=others.pk, **{f"question_{card.pk}": pdf("programme.exe")})

    assert event.registrations.exists()


def test_an_answer_of_another_question_is_refused(client, later, event):
    meal = QuestionFactory(event=event, kind=QuestionKind.CHOICE, options=["Commun"])
    other = QuestionFactory(event=event, kind=QuestionKind.CHOICE, options=["Autre"])
    elsewhere = QuestionOption.objects.get(question=other)

    assert 'role="alert"' in page(send(client, event, **{f"question_{meal.pk}": elsewhere.pk}))
    assert not event.registrations.exists()


# --- files ----------------------------------------------------------------------------------------
@pytest.fixture
def card(event):
    return QuestionFactory(event=event, kind=QuestionKind.FILE, is_required=True, label_fr="Carte")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("carte.exe", b"MZ", "n’est pas d’un type"),
        ("carte.pdf", b"GIF89a", "n’est pas celui d’un fichier"),
        ("carte.pdf", b"", "Le fichier soumis est vide"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_its_reason(client, later, event, card, name, content, told):
    answer = send(client, event, **{f"question_{card.pk}": SimpleUploadedFile(name, content)})

    assert 'role="alert"' in page(answer) and name in said(answer)
    assert not event.registrations.exists()


def test_a_file_that_arrived_is_not_lost_when_something_else_is_wrong(client, later, event, card):
    refused = client.post(url(event), fill(client, event, email="fausse", **{f"question_{card.pk}": pdf()}))

    assert "« carte.pdf » est bien arrivé" in said(refused)
    reference = re.search(rf'name="question_{card.pk}_kept" value="([^"]+)"', page(refused))[1]
    again = fill(client, event) | {"form_key": form_key(page(refused)), f"question_{card.pk}_kept": reference}
    client.post(url(event), again)
    assert answers(event) == {"Carte": "carte.pdf"}
    assert content(Answer.objects.get()) == PDF

    client.post(url(event), again | {"email": "b@x.example", "form_key": form_key(page(client.get(url(event))))})
    assert len(set(Answer.objects.values_list("file", flat=True))) == 2  # each row its own file


def test_a_kept_file_can_be_replaced_and_says_when_it_is_gone(client, later, event, card):
    other = QuestionFactory(event=event, kind=QuestionKind.FILE)
    refused = client.post(url(event), fill(client, event, email="fausse", **{f"question_{card.pk}": pdf()}))
    reference = re.search(r'_kept" value="([^"]+)"', page(refused))[1]

    for key, value in ((card, reference[:-2]), (other, reference)):
        answer = send(client, event, **{f"question_{key.pk}_kept": value})
        assert "Ce fichier n’est plus là" in said(answer)
    send(client, event, **{f"question_{card.pk}_kept": reference, f"question_{card.pk}": pdf("neuf.pdf")})

    assert answers(event) == {"Carte": "neuf.pdf"}


def test_adding_a_colleague_without_a_script_keeps_the_files(client, event, card):
    answer = client.post(url(event), fill(client, event, **{f"question_{card.pk}": pdf()}) | {"add": "1"})

    assert "« carte.pdf » est bien arrivé" in said(answer)


# --- consents -------------------------------------------------------------------------------------
def test_consents_are_asked_once_noted_for_everybody_and_some_are_required(client, later, event):
    photographs = event.consents.create(text_fr="Photographies")
    rules = event.consents.create(text_fr="Consignes", is_required=True)

    assert "Consignes : Ce champ est obligatoire" in said(send(client, event))
    send(client, event, colleague="1", **colleague(1), **{f"consent_{rules.pk}": "on"})

    for registration in event.registrations.all():
        assert [given.wording for given in registration.consents_given.all()] == ["Consignes"]
    assert not photographs.given.exists()


def test_the_page_says_until_when_details_are_kept(client, event):
    day = event.erased_on

    assert f"effacées le {day.day}" in said(client.get(url(event))) and str(day.year) in said(client.get(url(event)))
