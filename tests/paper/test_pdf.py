"""Printed documents: data stays text, every letter has a way onto the page."""

from importlib import import_module

import pytest
import typst

from portal.paper import pdf
from tests.reading import Paper

MODULE = import_module("portal.paper.pdf")  # the function hides it


@pytest.fixture
def template(tmp_path, monkeypatch):
    """A template that prints `name`, beside the real page."""
    monkeypatch.setattr(MODULE, "ROOT", tmp_path)
    path = tmp_path / "name.typ"
    path.write_text(
        "#let data = json(bytes(sys.inputs.data))\n#set document(title: data.title)\n"
        '#set text(lang: data.language, font: ("Source Sans 3", "Libertinus Serif", "DejaVu Sans Mono"))\n#data.name'
    )
    return path


def printed(template, name):
    return Paper(pdf(template, {"name": name}, title="Un titre", language="fr"))


@pytest.mark.parametrize(
    "name", ["Élise Œuvre-Noël", "דוד לוי", "*gras* #emph[x] $1$ \\ `code`", '"}], "title": "autre']
)
def test_a_name_is_printed_as_it_is_written(template, name):
    paper = printed(template, name)

    assert paper.pages == [name]
    assert paper.title == "Un titre"
    assert paper.is_tagged


def test_a_name_written_from_right_to_left_is_printed(template):
    [page] = printed(template, "محمد").pages

    assert page.strip()


def test_an_emoji_that_no_font_draws_is_left_out(template, monkeypatch):
    monkeypatch.setattr(MODULE, "_fonts", lambda: typst.Fonts(include_system_fonts=False))

    paper = printed(template, "Zoé 🎉👩‍🚀 Fête ☎️")

    assert paper.pages == ["Zoé Fête"]
    assert paper.is_tagged


def test_letters_no_font_draws_do_not_keep_the_document_from_being_printed(template, monkeypatch):
    monkeypatch.setattr(MODULE, "_fonts", lambda: typst.Fonts(include_system_fonts=False))

    paper = printed(template, "王小明")

    assert len(paper.pages) == 1
    assert not paper.is_tagged or paper.title == "Un titre"


def test_a_fault_in_a_template_is_not_hidden(template):
    with pytest.raises(typst.TypstError):
        pdf(template, {}, title="Sans nom")
