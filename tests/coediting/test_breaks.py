"""Paragraphs that are suggested: what readers, files, searches and templates see of them until they are settled."""

import pytest

from portal import coediting
from portal.coediting.breaks import BREAK, JOIN

from .texts import cell, doc, paragraph, requirement, suggested

NEW = suggested("insertion")
INS = '<ins class="suggestion" title="Ada &lt;b&gt;">'
pytestmark = pytest.mark.django_db


def title(*pieces, level=1):
    return {"type": "heading", "attrs": {"id": "h1", "level": level}, "content": paragraph(*pieces)["content"]}


def items(kind, *paragraphs, **attrs):
    item = {"bulletList": "listItem", "taskList": "taskItem"}[kind]
    return {"type": kind, "content": [{"type": item, "attrs": attrs, "content": [one]} for one in paragraphs]}


def test_readers_see_where_a_paragraph_would_begin_and_which_would_join():
    text = doc(paragraph("Avant.", (f"{BREAK}Neuf.", NEW)), paragraph("Un", (JOIN, NEW)), paragraph("deux"))
    assert coediting.html(text) == (
        f"<p>Avant.{INS}¶<br></ins>{INS}Neuf.</ins></p>"
        '<p>Un<del class="suggestion" title="Ada &lt;b&gt;">¶</del></p><p>deux</p>'
    )
    assert coediting.text(text) == "Avant.\nNeuf.\nUn\ndeux"


def test_a_paragraph_below_a_heading_is_no_part_of_its_title():
    text = doc(title("Accès", (f"{BREAK}Par la route.{BREAK}", NEW), ("À pied.", NEW)))
    assert [entry["title"] for entry in coediting.outline(text)] == ["Accès"]
    html = coediting.html(text)
    assert f"Accès{INS}¶<br></ins></h2><p>{INS}Par la route.</ins>" in html
    assert coediting.text(text) == "Accès\nPar la route.\nÀ pied."


def test_a_heading_that_is_cut_in_two_keeps_its_title_until_then():
    text = doc(title("Accès", (BREAK, NEW), "et abords"))
    assert [entry["title"] for entry in coediting.outline(text)] == ["Accès et abords"]
    assert coediting.html(text).count("<p>") == 0


def test_letters_that_are_no_suggestion_ask_for_nothing():
    text = doc(paragraph(f"Un{BREAK}deux"))
    assert "¶" not in coediting.html(text)
    assert coediting.parted(text) == text == coediting.spelled_out(text)


def test_for_word_each_paragraph_and_item_stands_alone_and_knows_its_sign():
    text = doc(
        title("Accès", (f"{BREAK}Neuf", NEW)),
        items("taskList", paragraph("un", (f"{BREAK}deux", NEW)), checked=True),
        {"type": "table", "content": [{"type": "tableRow", "content": [cell(paragraph("x", (f"{BREAK}y", NEW)))]}]},
        paragraph("Fin", (JOIN, NEW)),
        paragraph("fin", (JOIN, NEW)),
    )
    first, below, tasks, table, joined, last = coediting.parted(text)["content"]
    assert (first["type"], first["sign"]) == ("heading", ("ins", NEW["attrs"]))
    assert below == {"type": "paragraph", "content": paragraph(("Neuf", NEW))["content"]}
    assert [item["attrs"]["checked"] for item in tasks["content"]] == [True, False]
    assert [item["content"][0]["content"][0]["text"] for item in tasks["content"]] == ["un", "deux"]
    assert len(table["content"][0]["content"][0]["content"]) == 2
    assert joined == paragraph("Fin") | {"sign": ("del", NEW["attrs"])}
    assert "sign" not in last, "nothing comes that it could go on with"


def test_the_wording_of_a_requirement_is_without_them():
    one = requirement("x", code="TIC-001")
    one["content"][0]["content"] = [paragraph("Un lieu", (f"{BREAK}neuf{JOIN}", NEW)), paragraph("calme.")]
    part = coediting.wordings(doc(one))[0].parts["requirementStatement"]
    assert part.text == "Un lieu\ncalme."
    assert "¶" not in coediting.outline(doc(one))[0]["title"]
    assert JOIN not in coediting.outline(doc(one))[0]["title"]
