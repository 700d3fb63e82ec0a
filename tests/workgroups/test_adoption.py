"""From a draft to an adopted version: consultation, vote, consent, what follows."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from portal import coediting, notices
from portal.coediting.models import Document
from tests.coediting.texts import doc, heading, paragraph, requirement
from tests.factories.adoption import TEXT, adopted, consulted, drafted, illustrate, put_to_vote, soon
from tests.factories.people import PersonFactory
from tests.factories.workgroups import person_with
from tests.tasks import run_waiting_tasks
from workgroups import publishing
from workgroups.actions import (
    GroupRefusal,
    answer_comment,
    begin_next_draft,
    cast_ballot,
    close_consultation,
    close_vote,
    comment,
    consulting,
    follow,
    open_consultation,
    open_vote,
    publish_erratum,
    withdraw_comment,
    withdraw_vote,
)
from workgroups.enums import (
    Anchors,
    Answers,
    Audience,
    Choices,
    GroupRoles,
    Outcomes,
    SpecificationKinds,
    SpecificationStatus,
    VoteModes,
)
from workgroups.models import AdoptedVersion, ConsultationComment, Requirement, Specification, Vote
from workgroups.permissions import document_access
from workgroups.readiness import obstacles, without_comments
from workgroups.tasks import close_what_ended, make_missing_files, remind_of_votes

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return drafted()


def status_of(specification):
    return Specification.objects.get(pk=specification.pk).status


def mode_of(person, specification):
    """What the engine lets a person do, by the way sockets ask."""
    from portal.coediting.kinds import access  # the engine's own question, which no app asks

    return access(person, Document.objects.get(pk=specification.document_id))


def sent_to(person):
    run_waiting_tasks()
    return [letter.subject for letter in mail.outbox if person.email in letter.to]


def test_a_consultation_closes_the_text_and_its_end_opens_it_again(draft):
    specification, facilitator = draft
    assert mode_of(facilitator, specification) == coediting.WRITE
    consultation = consulted(specification, facilitator)
    assert status_of(specification) == SpecificationStatus.CONSULTATION
    assert mode_of(facilitator, specification) == coediting.READ
    codes = [node["attrs"]["code"] for node in consultation.version.content["content"] if node["type"] == "requirement"]
    assert codes == ["TIC-001", "TIC-002"]
    close_consultation(consultation, by=facilitator)
    assert status_of(specification) == SpecificationStatus.DRAFT
    assert mode_of(facilitator, specification) == coediting.WRITE
    with pytest.raises(GroupRefusal):
        close_consultation(consultation, by=facilitator)


@pytest.mark.parametrize("role", [GroupRoles.EDITOR, GroupRoles.COMMENTER, GroupRoles.READER, None])
def test_only_the_facilitator_opens_and_closes(draft, role):
    specification, facilitator = draft
    person = person_with(role, specification.group) if role else PersonFactory()
    with pytest.raises(GroupRefusal):
        consulted(specification, person)
    consultation = consulted(specification, facilitator)
    with pytest.raises(GroupRefusal):
        close_consultation(consultation, by=person)
    close_consultation(consultation, by=facilitator)
    with pytest.raises(GroupRefusal):
        open_vote(specification, mode=VoteModes.VOTE, ends_on=soon(), by=person)


def test_what_is_not_ready_is_said_and_leaves_the_draft_open():
    specification, facilitator = drafted(content=doc(paragraph("Sans exigence.")))
    with pytest.raises(GroupRefusal, match="exigence"):
        consulted(specification, facilitator)
    assert mode_of(facilitator, specification) == coediting.WRITE
    assert not specification.versions.exists()


def test_suggestions_mentions_and_lost_links_come_first():
    text = doc(
        heading(1, "Objet"),
        paragraph(("proposé", {"type": "insertion", "attrs": {"id": "1"}})),
        {
            "type": "paragraph",
            "content": [
                {"type": "mention", "attrs": {"person": "x", "label": "Zoé Brun"}},
                {"type": "reference", "attrs": {"target": "gone"}},
            ],
        },
        requirement("", code="TIC-001"),
    )
    found = [str(one) for one in obstacles(text, has_requirements=True, of=None)]
    assert len(found) == 4
    assert "@Zoé Brun" in found[1] and "TIC-001" in found[3]
    assert obstacles(doc(paragraph("Un guide.")), has_requirements=False, of=None) == []
    assert len(obstacles(doc(), has_requirements=True, of=None)) == 2
    assert len(obstacles(doc(requirement("Pas ici.")), has_requirements=False, of=None)) == 1


def test_an_image_of_another_text_is_to_be_inserted_again_before_anything_is_frozen(draft):
    specification, facilitator = draft
    other, _ = drafted(title="Un autre", code_prefix="AUT")
    address = illustrate(other, by=None)
    foreign = {"type": "image", "attrs": {"src": address, "alt": "Plan", "width": 50}}
    coediting.replace_content(specification.document, TEXT | {"content": [*TEXT["content"], foreign]}, by=facilitator)
    with pytest.raises(GroupRefusal, match="image"):
        consulted(specification, facilitator)


def test_marks_of_comments_are_no_part_of_what_is_frozen():
    mark = {"type": "comment", "attrs": {"thread": "x"}}
    text = doc(paragraph("Neuf ", ("mètres", mark), " carrés."))
    assert without_comments(text) == doc(paragraph("Neuf mètres carrés."))


def test_comments_are_about_places_and_every_one_is_answered(draft):
    specification, facilitator = draft
    reader = person_with(GroupRoles.READER, specification.group)
    editor = person_with(GroupRoles.EDITOR, specification.group)
    consultation = consulted(specification, facilitator)
    about_all = comment(consultation, text="Bravo.", by=reader)
    about_one = comment(consultation, text="Trop strict.", anchor="TIC-002", by=reader)
    assert (about_all.about, about_one.about) == (Anchors.WHOLE, Anchors.REQUIREMENT)
    assert about_one.place.startswith("TIC-002 Le lieu est raccordé")
    with pytest.raises(GroupRefusal):
        answer_comment(about_all, answer=Answers.ACCEPTED, reason="", by=reader)
    with pytest.raises(GroupRefusal):
        answer_comment(about_one, answer=Answers.REFUSED, reason=" ", by=editor)
    answer_comment(about_all, answer=Answers.ACCEPTED, reason="", by=editor)
    with pytest.raises(GroupRefusal):  # who did not see that answer
        answer_comment(about_all, answer=Answers.REFUSED, reason="Non.", by=facilitator)
    with pytest.raises(GroupRefusal):  # answered: it stays
        withdraw_comment(about_all, by=reader)
    close_consultation(consultation, by=facilitator)
    with pytest.raises(GroupRefusal, match="commentaire"):
        open_vote(specification, mode=VoteModes.VOTE, ends_on=soon(), by=facilitator)
    assert "Les réponses" not in " ".join(sent_to(reader))
    answer_comment(about_one, answer=Answers.PARTLY, reason="Un délai est laissé.", by=editor)
    assert "Les réponses à vos commentaires sur «\xa0Surfaces\xa0»" in sent_to(reader)
    open_vote(specification, mode=VoteModes.VOTE, ends_on=soon(), by=facilitator)
    with pytest.raises(GroupRefusal):
        answer_comment(about_one, answer=Answers.REFUSED, reason="Trop tard.", seen=Answers.PARTLY, by=editor)


def test_who_is_outside_comments_only_where_the_consultation_is_open_to_everybody(draft):
    specification, facilitator = draft
    outsider = PersonFactory()
    consultation = consulted(specification, facilitator)
    with pytest.raises(GroupRefusal):
        comment(consultation, text="Et moi ?", by=outsider)
    close_consultation(consultation, by=facilitator)
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    own = comment(consultation, text="Et moi ?", by=outsider)
    withdraw_comment(own, by=outsider)
    withdraw_comment(own, by=outsider)
    assert not ConsultationComment.objects.exists()
    close_consultation(consultation, by=facilitator)
    with pytest.raises(GroupRefusal):
        comment(consultation, text="Trop tard.", by=outsider)


def test_a_vote_counts_each_of_the_roll_once_and_their_last_word(draft):
    specification, facilitator = draft
    editor = person_with(GroupRoles.EDITOR, specification.group)
    reader = person_with(GroupRoles.READER, specification.group)
    vote = put_to_vote(specification, facilitator)
    late = person_with(GroupRoles.EDITOR, specification.group)
    assert {ballot.person for ballot in vote.ballots.all()} == {facilitator, editor}
    for person in (reader, late):
        with pytest.raises(GroupRefusal):
            cast_ballot(vote, choice=Choices.FOR, by=person)
    with pytest.raises(GroupRefusal):
        cast_ballot(vote, choice=Choices.OBJECTION, reason="Non.", by=editor)
    cast_ballot(vote, choice=Choices.AGAINST, by=editor)
    with pytest.raises(GroupRefusal):  # the facilitator has not voted
        close_vote(vote, by=facilitator)
    cast_ballot(vote, choice=Choices.FOR, by=editor)
    cast_ballot(vote, choice=Choices.FOR, by=facilitator)
    assert close_vote(vote, by=facilitator).outcome == Outcomes.ADOPTED
    with pytest.raises(GroupRefusal):
        close_vote(vote, by=facilitator)
    assert AdoptedVersion.objects.get().number == "v1.0"


@pytest.mark.parametrize(
    ("choices", "outcome"),
    [
        ((Choices.FOR, Choices.FOR, Choices.AGAINST), Outcomes.ADOPTED),
        ((Choices.FOR, Choices.AGAINST, Choices.ABSTAIN), Outcomes.REJECTED),
        ((Choices.ABSTAIN, Choices.ABSTAIN, Choices.FOR), Outcomes.ADOPTED),
        ((Choices.FOR, None, None), Outcomes.NO_QUORUM),
        ((Choices.FOR, Choices.FOR, None), Outcomes.ADOPTED),
    ],
)
def test_what_a_vote_comes_to(draft, choices, outcome):
    specification, facilitator = draft
    people = [facilitator, *(person_with(GroupRoles.EDITOR, specification.group) for _ in range(2))]
    vote = put_to_vote(specification, facilitator)
    for person, choice in zip(people, choices, strict=True):
        if choice:
            cast_ballot(vote, choice=choice, by=person)
    close_what_ended(vote.ends_on)  # the last day itself is still open
    vote.refresh_from_db()
    assert vote.outcome == ""
    close_what_ended(vote.ends_on + timedelta(days=1))
    vote.refresh_from_db()
    assert vote.outcome == outcome
    passed = outcome == Outcomes.ADOPTED
    assert status_of(specification) == (SpecificationStatus.ADOPTED if passed else SpecificationStatus.DRAFT)
    assert mode_of(facilitator, specification) == (coediting.READ if passed else coediting.WRITE)


def test_a_consent_is_stopped_by_one_reasoned_objection_and_passes_without(draft):
    specification, facilitator = draft
    editor = person_with(GroupRoles.EDITOR, specification.group)
    vote = put_to_vote(specification, facilitator, mode=VoteModes.CONSENT)
    with pytest.raises(GroupRefusal):
        cast_ballot(vote, choice=Choices.OBJECTION, reason=" ", by=editor)
    with pytest.raises(GroupRefusal):  # a delay is not cut short
        close_vote(vote, by=facilitator)
    cast_ballot(vote, choice=Choices.OBJECTION, reason="Trop cher.", by=editor)
    close_what_ended(vote.ends_on + timedelta(days=1))
    vote.refresh_from_db()
    assert vote.outcome == Outcomes.OBJECTED
    assert "«\xa0Surfaces\xa0» n’a pas été adopté" in " ".join(sent_to(editor))
    vote = open_vote(specification, mode=VoteModes.CONSENT, ends_on=soon(), by=facilitator)
    close_what_ended(vote.ends_on + timedelta(days=1))
    assert status_of(specification) == SpecificationStatus.ADOPTED


def test_a_vote_is_withdrawn_with_a_reason(draft):
    specification, facilitator = draft
    vote = put_to_vote(specification, facilitator)
    with pytest.raises(GroupRefusal):
        withdraw_vote(vote, reason="", by=facilitator)
    withdraw_vote(vote, reason="Une exigence manque.", by=facilitator)
    assert status_of(specification) == SpecificationStatus.DRAFT
    with pytest.raises(GroupRefusal):
        cast_ballot(vote, choice=Choices.FOR, by=facilitator)


def test_a_vote_whose_last_day_is_over_is_counted_and_no_more_withdrawn(draft):
    specification, facilitator = draft
    vote = put_to_vote(specification, facilitator)
    cast_ballot(vote, choice=Choices.FOR, by=facilitator)
    Vote.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(GroupRefusal):
        withdraw_vote(vote, reason="Le résultat ne plaît pas.", by=facilitator)
    assert close_vote(vote, by=facilitator).outcome == Outcomes.ADOPTED


def test_a_consultation_comes_before_each_adoption(draft):
    specification, facilitator = draft
    with pytest.raises(GroupRefusal, match="consultation"):
        open_vote(specification, mode=VoteModes.VOTE, ends_on=soon(), by=facilitator)
    adopted(specification, facilitator)
    begin_next_draft(specification, by=facilitator)
    with pytest.raises(GroupRefusal, match="consultation"):
        open_vote(specification, mode=VoteModes.VOTE, ends_on=soon(), by=facilitator)


def test_a_step_lasts_until_tomorrow_at_least(draft):
    specification, facilitator = draft
    with pytest.raises(GroupRefusal):
        open_consultation(specification, ends_on=timezone.localdate(), audience=Audience.GROUP, by=facilitator)


def test_an_adopted_version_keeps_text_requirements_number_and_checksum(draft):
    specification, facilitator = draft
    version = adopted(specification, facilitator)
    assert version.checksum == version.computed_checksum() and len(version.checksum) == 64
    rows = Requirement.objects.filter(version=version).values_list("order", "code", "level", "statement", "section")
    assert list(rows) == [
        (1, "TIC-001", "mandatory", "Une conversation ne s’entend pas.", "1 Confidentialité"),
        (2, "TIC-002", "mandatory", "Le lieu est raccordé à la fibre.", "2 Raccordement"),
    ]
    assert f"«\xa0{specification.title}\xa0» est adopté" in " ".join(sent_to(facilitator))


def test_the_next_draft_begins_from_it_with_the_same_codes_and_the_counter_goes_on(draft):
    specification, facilitator = draft
    first = adopted(specification, facilitator)
    begin_next_draft(specification, by=facilitator)
    specification.refresh_from_db()
    text = coediting.as_json(specification.document)
    assert text == first.content
    text["content"].append(requirement("Un second opérateur prend le relais."))
    coediting.replace_content(specification.document, text, by=facilitator)
    specification.refresh_from_db()
    second = adopted(specification, facilitator, is_major=False)
    assert (first.number, second.number) == ("v1.0", "v1.1")
    assert list(second.requirements.values_list("code", flat=True)) == ["TIC-001", "TIC-002", "TIC-003"]
    begin_next_draft(specification, by=facilitator)
    assert adopted(specification, facilitator, is_major=True).number == "v2.0"
    assert {one.number for one in AdoptedVersion.objects.latest_each()} == {"v2.0"}


def test_a_guide_goes_the_same_way_without_requirements():
    text = doc(heading(1, "Accueil"), paragraph("Un café, un plan, un code."))
    guide, facilitator = drafted(content=text, code_prefix="", kind=SpecificationKinds.GUIDE)
    other, _ = drafted(guide.group, title="Un autre", content=text, code_prefix="", kind=SpecificationKinds.GUIDE)
    assert (guide.document.kind, other.code_prefix) == ("guide", "")
    version = adopted(guide, facilitator)
    assert (version.number, version.requirements.count()) == ("v1.0", 0)


def test_errata_are_numbered_and_told_to_who_follows(draft):
    specification, facilitator = draft
    stranger = PersonFactory()
    follow(specification, by=stranger)
    follow(specification, by=stranger)
    version = adopted(specification, facilitator)
    with pytest.raises(GroupRefusal):
        publish_erratum(version, text="Non.", by=person_with(GroupRoles.EDITOR, specification.group))
    publish_erratum(version, text="Lire «\xa09 m²\xa0».", anchor="TIC-001", by=facilitator)
    second = publish_erratum(version, text="Lire «\xa02026\xa0».", by=facilitator)
    assert second.number == 2
    told = sent_to(stranger)
    assert len([subject for subject in told if subject.startswith("Un erratum")]) == 2


def test_who_has_not_voted_is_reminded_once(draft):
    specification, facilitator = draft
    editor = person_with(GroupRoles.EDITOR, specification.group)
    vote = put_to_vote(specification, facilitator, ends_on=soon(3))
    cast_ballot(vote, choice=Choices.FOR, by=facilitator)
    for days in (0, 1, 2, 3):
        remind_of_votes(timezone.localdate() + timedelta(days=days))
    reminded = notices.Notice.objects.filter(kind="vote_reminder")
    assert [notice.person for notice in reminded] == [editor]


def test_the_engine_asks_the_specification_and_the_text(draft):
    specification, facilitator = draft
    document = specification.document
    assert document_access(facilitator, document) == coediting.WRITE
    assert coediting.as_json(document)["content"][1] == TEXT["content"][1]


def test_files_that_could_not_be_made_are_made_later(draft, monkeypatch):
    specification, facilitator = draft
    version = adopted(specification, facilitator)
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "written", lambda *_: (_ for _ in ()).throw(RuntimeError("pandoc")))
        run_waiting_tasks(failures=True)
    assert not version.files.exists()
    assert publishing.without_files() == []
    later = timezone.now() + timedelta(hours=1)
    assert publishing.without_files(later) == [version.pk]
    monkeypatch.setattr(publishing, "A_WHILE", timedelta(0))
    make_missing_files()
    run_waiting_tasks()
    assert set(version.files.values_list("kind", flat=True)) == {"pdf", "docx"}
    assert publishing.without_files(later) == []


def test_nobody_floods_a_consultation(draft, monkeypatch):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator)
    monkeypatch.setattr(consulting, "MOST_A_PERSON", 1)
    comment(consultation, text="Une fois.", by=facilitator)
    with pytest.raises(GroupRefusal):
        comment(consultation, text="Deux fois.", by=facilitator)


@pytest.mark.parametrize("damage", ["unknown part", "same code twice", "no text"])
def test_a_damaged_text_keeps_no_other_vote_open(draft, damage, caplog):
    """What fails in a damaged text is a key, a constraint of the database or a value, as it may be."""
    broken, facilitator = draft
    sound, its_facilitator = drafted(title="Réseau", code_prefix="RES")
    votes = [put_to_vote(broken, facilitator, quorum=0), put_to_vote(sound, its_facilitator, quorum=0)]
    for vote, person in zip(votes, (facilitator, its_facilitator), strict=True):
        cast_ballot(vote, choice=Choices.FOR, by=person)
    version = votes[0].version
    first, second = (node for node in version.content["content"] if node["type"] == "requirement")
    if damage == "unknown part":
        first["content"][0]["type"] = "unheardOf"
    elif damage == "same code twice":
        second["attrs"]["code"] = first["attrs"]["code"]
    else:
        version.content = {}
    version.save()
    close_what_ended(votes[0].ends_on + timedelta(days=1))
    assert [one.outcome for one in Vote.objects.order_by("pk")] == ["", Outcomes.ADOPTED]
    assert status_of(broken) == SpecificationStatus.VOTE
    [told] = [record for record in caplog.records if record.exc_info]
    assert told.levelname == "ERROR" and str(votes[0]) in told.getMessage()
