"""Other wordings of requirements, written by the server as suggestions in somebody's name."""

import pytest

from portal import coediting
from portal.coediting import live, proposing, store
from portal.coediting.models import Update
from tests.factories.people import PersonFactory

from .texts import BOLD, NOBODY, comment, doc, heading, line, paragraph, reference, requirement, suggested

STATEMENT = "requirementStatement"


def made(*blocks, check=None, kind="note"):
    one = requirement("x", code="TIC-001")
    one["content"][0]["content"] = list(blocks)
    if check is not None:
        one["content"][1]["content"] = check
    return coediting.create_document(kind=kind, by=None, content=doc(heading(1, "Accès"), one))


def part_of(document, part=STATEMENT):
    return coediting.wordings(coediting.as_json(document))[0].parts[part]


def propose(document, text, *, by, part=STATEMENT, levels=(), stamp=None):
    proposal = coediting.Proposal("TIC-001", part, stamp or part_of(document, part).stamp, text)
    coediting.propose(document, [proposal], list(levels), by=by)


def pieces(document, part=0):
    """What stands in a part: the words, each with the names of its marks."""
    node = coediting.as_json(document)["content"][1]["content"][part]
    return [_pieces(block) for block in _blocks(node)]


def _blocks(node):
    if node["type"] == "paragraph":
        return [node]
    return [block for child in node.get("content", []) for block in _blocks(child)]


def _pieces(block):
    return [
        " ".join([child.get("text", f"<{child['type']}>"), *sorted(mark["type"] for mark in child.get("marks", []))])
        if child.get("marks")
        else child.get("text", f"<{child['type']}>")
        for child in block.get("content", [])
    ]


@pytest.fixture
def ada(db):
    return PersonFactory(first_name="Ada", last_name="Martin")


def test_only_the_words_that_changed_are_marked_and_keep_their_formats(ada):
    document = made(paragraph("Le lieu est 😀 ", ("raccordé", BOLD), " à la fibre."))
    propose(document, "Le lieu est 😀 relié à la fibre noire.", by=ada)
    assert pieces(document) == [
        [
            "Le lieu est 😀 ",
            "raccordé bold deletion",
            "relié bold insertion",
            " à la fibre",
            " noire insertion",
            ".",
        ]
    ]
    marks = [
        mark["attrs"]
        for child in coediting.as_json(document)["content"][1]["content"][0]["content"][0]["content"]
        for mark in child.get("marks", [])
        if mark["type"] in ("insertion", "deletion")
    ]
    assert {(mark["author"], mark["name"]) for mark in marks} == {(str(ada.pk), "Ada Martin")}
    assert marks[0]["id"] == marks[1]["id"] != marks[2]["id"]
    assert Update.objects.get(document=document, seq=2).author == ada
    live.LiveText(store.read(document.pk).doc())


def test_lines_come_and_go_in_lists_too(ada):
    item = {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph("deux bornes")]}]}
    document = made(paragraph("Le lieu a :"), item)
    propose(document, "Avant tout.\nLe lieu a :\ntrois bornes\nun local\nun quai", by=ada)
    assert pieces(document) == [
        ["Avant tout.\u2029 insertion", "Le lieu a :"],
        ["deux deletion", "trois insertion", " bornes", "\u2029un local insertion", "\u2029un quai insertion"],
    ]
    assert part_of(document).text == "Le lieu a :\ndeux bornes"
    part = coediting.as_json(document)["content"][1]["content"][0]["content"]
    assert [block["type"] for block in part] == ["paragraph", "bulletList"]
    assert len(part[1]["content"]) == 1


def test_an_empty_part_is_filled_and_a_whole_line_goes(ada):
    document = made(paragraph("Un."), paragraph("Deux."), check=[{"type": "paragraph"}])
    propose(document, "Deux.", by=ada)
    propose(document, "Sur place.\nPuis ailleurs.", by=ada, part="requirementCheck")
    assert pieces(document) == [["Un. deletion", "\u2060 insertion"], ["Deux."]]
    assert pieces(document, 1) == [["Sur place. insertion", "\u2029Puis ailleurs. insertion"]]


def test_suggestions_of_others_stay_and_are_not_in_the_wording(ada):
    document = made(
        paragraph("Un ", ("grand ", suggested("insertion")), "lieu ", ("calme", suggested("deletion")), " et vaste.")
    )
    assert part_of(document).text == "Un lieu calme et vaste."
    propose(document, "Un beau lieu.", by=ada)
    assert pieces(document) == [
        [
            "Un ",
            "beau  insertion",
            "grand  insertion",
            "lieu",
            "  deletion",
            "calme deletion",
            " et vaste deletion",
            ".",
        ]
    ]
    names = [
        child["marks"][0]["attrs"]["name"]
        for child in coediting.as_json(document)["content"][1]["content"][0]["content"][0]["content"]
        if child.get("text") in ("grand ", "calme", "beau ")
    ]
    assert names == ["Ada Martin", "Ada <b>", "Ada <b>"]


def test_who_suggests_and_is_called_otherwise_meanwhile_keeps_nobody_from_rewording(ada):
    blaise = PersonFactory(first_name="Blaise", last_name="Petit")
    theirs = {"type": "insertion", "attrs": suggested("insertion")["attrs"] | {"author": str(blaise.pk)}}
    mention = {"type": "mention", "attrs": {"person": str(blaise.public_id), "label": "Un autre nom"}}
    document = made(line("Un ", ("grand ", theirs), "lieu, voir ", mention, "."), check=[paragraph(("Ici", theirs))])
    assert part_of(document).text == "Un lieu, voir @Blaise Petit."
    propose(document, "Un beau lieu, voir @Blaise Petit.", by=ada)
    said, checked = part_of(document), part_of(document, "requirementCheck")
    blaise.last_name = "Grand"
    blaise.save()
    assert part_of(document, "requirementCheck").stamp == checked.stamp
    # Who is mentioned stands in the words: those of the old name are overtaken.
    with pytest.raises(coediting.Overtaken):
        propose(document, "Un beau lieu, voir @Blaise Petit !", by=ada, stamp=said.stamp)


def test_what_is_no_word_cannot_be_reworded_but_what_stands_around_it_can(ada):
    document = made(line("Voir ", reference("r1"), " avant."))
    assert part_of(document).text == "Voir TIC-001 avant."
    with pytest.raises(coediting.Fixed):
        propose(document, "Voir plus haut.", by=ada)
    propose(document, "Lire TIC-001 d’abord avant.", by=ada)
    assert pieces(document) == [
        ["Voir deletion", "Lire insertion", " ", "<reference>", " ", "d’abord  insertion", "avant."]
    ]


def test_words_whose_format_somebody_suggests_are_left_to_them(ada):
    attrs = {"id": "f1", "author": NOBODY, "name": "Ada <b>", "type": "mark", "attrName": "bold", "newValue": {}}
    document = made(paragraph("Un lieu ", ("calme", {"type": "modification", "attrs": attrs}), " et vaste."))
    with pytest.raises(coediting.Fixed):
        propose(document, "Un lieu vaste.", by=ada)
    propose(document, "Un lieu calme et grand.", by=ada)
    assert pieces(document)[0][-3:] == ["vaste deletion", "grand insertion", "."]


def test_nothing_is_written_where_somebody_changed_the_part_in_the_meantime(ada):
    document = made(paragraph("Un."))
    seen = part_of(document).stamp
    propose(document, "Deux.", by=ada)
    with pytest.raises(coediting.Overtaken):
        propose(document, "Trois.", by=ada, stamp=seen)
    coediting.close_document(document)
    with pytest.raises(coediting.Overtaken):
        propose(document, "Trois.", by=ada)
    assert Update.objects.filter(document=document).count() == 2


def test_what_is_committed_while_the_words_are_compared_stays(ada, monkeypatch):
    """Somebody else's change of another part, between the comparison and the lock."""
    document = made(paragraph("Un."))
    once, own = proposing._change, []

    def slow(*asked):
        answer = once(*asked)
        if not own:
            own.append(True)
            propose(document, "Ailleurs.", by=ada, part="requirementCheck")
        return answer

    monkeypatch.setattr(proposing, "_change", slow)
    propose(document, "Deux.", by=ada)
    assert pieces(document) == [["Un deletion", "Deux insertion", "."]]
    assert "Ailleurs insertion" in pieces(document, 1)[0]
    assert list(Update.objects.filter(document=document).values_list("seq", flat=True)) == [1, 2, 3]


def test_a_level_is_written_at_once_unless_it_is_another_one_by_now(ada):
    document = made(paragraph("Un."))
    coediting.propose(document, [], [coediting.Level("TIC-001", "mandatory", "optional")], by=ada)
    assert coediting.wordings(coediting.as_json(document))[0].level == "optional"
    with pytest.raises(coediting.Overtaken):
        coediting.propose(document, [], [coediting.Level("TIC-001", "mandatory", "recommended")], by=ada)


def test_comments_say_nothing_of_the_wording():
    texts = made_json(paragraph("Un lieu.")), made_json(paragraph("Un ", ("lieu", comment("a1")), "."))
    assert len({coediting.wordings(text)[0].parts[STATEMENT].stamp for text in texts}) == 1


def made_json(*blocks):
    one = requirement("x", code="TIC-001")
    one["content"][0]["content"] = list(blocks)
    return doc(one)
