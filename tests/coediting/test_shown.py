"""What readers and the script are shown of a text: kept while it stands still, widths of columns, the room it takes."""

import pytest

from portal import coediting
from portal.coediting import shown
from tests.factories.people import PersonFactory

from .texts import cell, doc, line, paragraph

pytestmark = pytest.mark.django_db
LONG = doc(*[paragraph("Le lieu est ouvert. " * 60) for _ in range(20)])


@pytest.fixture(autouse=True)
def _nothing_kept():
    shown._kept.clear()


def test_a_long_text_is_made_once_until_it_changes(django_assert_num_queries):
    document = coediting.create_document("note", by=None, content=LONG)
    first = coediting.as_html(document)
    with django_assert_num_queries(1):
        assert coediting.as_html(document) == first
    coediting.replace_content(document, doc(paragraph("Autre chose.")), by=None)
    assert "Autre chose." in coediting.as_html(document)
    assert "Le lieu est ouvert." not in coediting.as_html(document)


def test_each_language_and_choice_is_kept_apart():
    document = coediting.create_document("note", by=None, content=LONG)
    assert coediting.as_html(document, top_heading=2)
    assert coediting.as_html(document, top_heading=3)
    assert len(shown._kept) == 2


def test_a_text_that_mentions_people_is_made_each_time():
    person = PersonFactory(first_name="Zoé", last_name="Tournier")
    mention = {"type": "mention", "attrs": {"person": str(person.public_id), "label": "Zoé Tournier"}}
    document = coediting.create_document("note", by=None, content=doc(*LONG["content"], line("Voir ", mention)))
    assert "@Zoé Tournier" in coediting.as_html(document)
    person.last_name = "Blanc"
    person.save()
    assert "@Zoé Blanc" in coediting.as_html(document)


def test_columns_are_shown_as_they_were_drawn():
    row = {"type": "tableRow", "content": [cell(paragraph("a")), cell(paragraph("b"))]}
    for one, width in zip(row["content"], (100, 300), strict=True):
        one["attrs"]["colwidth"] = [width]
    table = {"type": "table", "content": [row]}
    assert coediting.column_shares(table) == [0.25, 0.75]
    assert '<colgroup><col width="25%"><col width="75%"></colgroup>' in coediting.html(doc(table))
    row["content"][1]["attrs"]["colwidth"] = None
    assert coediting.column_shares(table) == []
    assert "<colgroup>" not in coediting.html(doc(table))
