"""What is written by the server is read back as the editor would give it."""

import pytest

from portal import coediting
from portal.coediting.content import first_update
from portal.coediting.models import Document, Update
from portal.coediting.overlapping import attribute_name
from portal.coediting.rendering import html, sections, text

from .texts import (
    BOLD,
    IMAGE,
    RICH,
    SPECIFICATION,
    comment,
    doc,
    footnote,
    heading,
    line,
    link,
    paragraph,
    reference,
    requirement,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("content", [RICH, SPECIFICATION])
def test_the_json_comes_back_as_it_was_given(content):
    document = coediting.create_document("note", by=None, content=content)
    assert coediting.as_json(document) == content


def test_marks_that_overlap_are_named_as_the_editor_s_binding_names_them():
    """`hashOfJSON` of @tiptap/y-tiptap gave these eight letters."""
    assert attribute_name(comment("abc-é")) == "comment--iq272CPb"
    assert attribute_name(BOLD) == "bold"


@pytest.mark.parametrize(
    "block",
    [
        requirement("x", code="tic-1"),
        requirement("x", level="urgent"),
        requirement("x", identifier='"><script>'),
        line(footnote("x" * 2001)),
        {"type": "image", "attrs": {"src": "https://elsewhere.example/x.png", "alt": "", "width": None}},
        {"type": "blockquote", "content": [requirement("x")]},
    ],
)
def test_what_no_editor_of_ours_writes_is_refused(block):
    with pytest.raises(coediting.UnknownContent):
        coediting.create_document("note", by=None, content=doc(block))


def test_an_empty_document_has_no_update_and_no_content():
    document = coediting.create_document("note", by=None)
    assert Update.objects.count() == 0
    assert coediting.as_json(document) == {"type": "doc", "content": []}
    assert coediting.as_html(document) == coediting.as_text(document) == ""


def test_the_same_content_gives_the_same_bytes():
    assert first_update(RICH) == first_update(RICH)


def test_content_the_editor_could_not_show_is_refused_and_leaves_nothing():
    with pytest.raises(coediting.UnknownContent):
        coediting.create_document("note", by=None, content=doc({"type": "marquee"}))
    with pytest.raises(coediting.UnknownContent):
        coediting.create_document("note", by=None, content=doc({"type": "tableRow"}))
    assert Document.objects.count() == 0


def test_replacing_the_content_raises_the_epoch_and_keeps_the_former_log():
    document = coediting.create_document("note", by=None, content=doc(paragraph("avant")))
    document = coediting.replace_content(document, doc(paragraph("après")), by=None)
    assert document.epoch == 1
    assert coediting.as_text(document) == "après"
    assert list(Update.objects.values_list("epoch", "seq")) == [(0, 1), (1, 1)]


def test_html_is_escaped_numbered_and_by_an_allow_list():
    content = doc(
        heading(1, "<Accès>"),
        paragraph(
            ("gras", BOLD), ("mal", link("javascript:alert(1)")), ("bien", link("https://it77.example/?a=1&b=2"))
        ),
        heading(3, "Sauté"),
        {"type": "inconnu", "content": [paragraph("gardé")]},
    )
    assert html(content) == (
        '<h2 id="section-1"><span class="section-number">1</span> &lt;Accès&gt;</h2>'
        '<p><strong>gras</strong>mal<a href="https://it77.example/?a=1&amp;b=2" rel="noopener">bien</a></p>'
        '<h4 id="section-1-0-1"><span class="section-number">1.0.1</span> Sauté</h4>'
        "<p>gardé</p>"
    )


def test_html_of_a_table_and_lists():
    written = html(RICH, numbered=False, top_heading=1)
    assert '<h1 id="section-1">Télécentre</h1>' in written
    assert '<ol start="3"><li><p>trois</p></li></ol>' in written
    assert (
        '<table><tr><th colspan="2"><p>Nom</p></th></tr><tr><td><p>a</p></td><td><p>b</p></td></tr></table>' in written
    )
    assert "une ligne<br>puis l&#x27;autre" in written


def test_sections_are_counted_like_a_table_of_contents():
    content = doc(*(heading(level, str(level)) for level in (1, 2, 2, 1, 3, 2)))
    assert [section["number"] for section in sections(content)] == ["1", "1.1", "1.2", "2", "2.0.1", "2.1"]


def test_text_has_a_line_for_each_paragraph():
    assert text(doc(heading(1, "Titre"), paragraph("un ", ("deux", BOLD)))) == "Titre\nun deux"


def test_html_of_a_specification():
    written = html(SPECIFICATION)
    assert '<h2 id="s-h-acces"><span class="section-number">1</span> Accès</h2>' in written
    assert (
        '<section class="requirement" id="TIC-012" aria-label="Exigence TIC-012"><p class="requirement-head">'
        '<span class="requirement-code">TIC-012</span> '
        '<span class="requirement-level" data-level="mandatory">Obligatoire</span></p>'
        '<div class="requirement-part"><p class="requirement-label">Énoncé</p>'
        "<p>Le lieu est &lt;raccordé&gt;.</p></div>"
        '<div class="requirement-part"><p class="requirement-label">Vérification</p><p>Sur place.</p></div>'
        '<div class="requirement-part"><p class="requirement-label">Justification</p><p>Par usage.</p></div></section>'
    ) in written
    assert '<section class="requirement" id="r-r-neuf"' in written
    assert '<a class="reference" href="#TIC-012">TIC-012</a> et <a class="reference" href="#s-h-acces">1</a>' in written
    assert '<sup class="footnote" id="note-ref-2"><a href="#note-2">2</a></sup>' in written
    assert '<li id="note-1">Note &lt;1&gt; <a href="#note-ref-1" aria-label="Retour au texte">↩</a></li>' in written
    assert '<li class="contents-1"><a href="#s-h-acces">1 Accès</a></li>' in written
    assert f'<img src="{IMAGE}" alt="Plan &amp; coupe" class="width-50" loading="lazy">' in written
    assert '<ins class="suggestion" title="Ada &lt;b&gt;">ajouté</ins>' in written
    assert '<del class="suggestion" title="Ada &lt;b&gt;">retiré</del>' in written
    assert "<p>undeuxtrois</p>" in written
    assert written.count("☑") == written.count("☐") == 1


def test_a_reference_to_what_is_gone_says_so():
    assert html(doc(line(reference("gone")))) == "<p>renvoi perdu</p>"


def test_text_of_a_specification_has_codes_notes_and_names():
    lines = text(SPECIFICATION).split("\n")
    assert lines[:3] == ["Accès", "Voir TIC-012 et 1 (Note <1>) (Deux)", "TIC-012"]
    assert "Demander à @Ada Martin." in lines
