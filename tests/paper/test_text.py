"""portal/paper/text.py: a co-edited text on paper, with all that the editor can hold."""

from datetime import date

import pypdfium2
import pytest
import typst

from portal import paper
from portal.paper.pdf import ARCHIVED
from tests.coediting.texts import SPECIFICATION, footnote, link


def node(kind, *content, **more):
    return {"type": kind, "content": list(content), **more}


def words(text, *marks):
    return {"type": "text", "text": text, "marks": list(marks)}


def test_everything_the_editor_holds_is_laid_out():
    link = {"type": "link", "attrs": {"href": "https://www.example.org/"}}
    unsafe = {"type": "link", "attrs": {"href": "javascript:alert(1)"}}
    cell = node("tableHeader", node("paragraph", words("Poste")), attrs={"colspan": 2, "rowspan": 1})
    cells = [node("tableCell", node("paragraph", words(text)), attrs={}) for text in ("Étude", "24 500 €")]
    text = node(
        "doc",
        node("heading", words("Budget"), attrs={"level": 2}),
        node("paragraph", words("Gras", {"type": "bold"}), words(" et "), words("lien", link), words("piège", unsafe)),
        node("paragraph", words("#let x = 1"), {"type": "hardBreak"}, words("*pas du gras*")),
        node("paragraph"),
        node("bulletList", node("listItem", node("paragraph", words("un")), node("paragraph", words("bis")))),
        node("orderedList", node("listItem", node("paragraph", words("premier"))), attrs={"start": 1}),
        node("blockquote", node("paragraph", words("cité", {"type": "italic"}))),
        {"type": "horizontalRule"},
        node("table", node("tableRow", cell), node("tableRow", *cells)),
    )
    written = paper.text_pdf(text, title="Compte rendu", author="Melun", date="12 mars 2030")
    assert written.startswith(b"%PDF")
    assert b"https://www.example.org/" in written
    assert b"javascript" not in written


def test_an_empty_text_is_a_page_with_its_title():
    assert paper.text_pdf({"type": "doc", "content": []}, title="Rien").startswith(b"%PDF")


def test_a_specification_is_laid_out_with_its_requirements_notes_and_tasks():
    assert paper.text_pdf(SPECIFICATION, title="Spécification").startswith(b"%PDF")


def test_what_is_archived_says_so_and_the_compiler_holds_it_to_that(tmp_path):
    written = paper.text_pdf(SPECIFICATION, title="Spécification", archived_on=date(2026, 3, 12))
    for declared in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"2026-03-12"):
        assert declared in written


@pytest.mark.parametrize("wrong", ['#rect(image(drawing, format: "svg"))', "= Un\n=== Trois"])
def test_the_compiler_refuses_what_is_not_accessible(wrong):
    """An image without words, a level of headings that is jumped over: the standard is checked, not only declared."""
    drawing = "#let drawing = bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\")\n"
    source = f'#set document(title: "T")\n#set text(lang: "fr")\n{drawing}{wrong}'
    standards = list(ARCHIVED)
    typst.compile(source.encode(), pdf_standards=[])
    with pytest.raises(typst.TypstError):
        typst.compile(source.encode(), pdf_standards=standards)


def pages_of(written):
    pages = pypdfium2.PdfDocument(written)
    return [pages[number].get_textpage().get_text_bounded() for number in range(len(pages))]


def long_text(*before):
    chapters = []
    for number in range(1, 5):
        chapters.append(node("heading", words(f"Chapitre {number}"), attrs={"level": 1, "id": f"c{number}"}))
        chapters += [node("paragraph", words("Une phrase qui remplit la page. " * 30)) for _ in range(6)]
    return node("doc", *before, *chapters)


def test_contents_say_on_which_page_each_section_begins_and_every_other_page_what_it_is_of():
    told = {"title": "Surfaces", "archived_on": date(2026, 3, 12), "header": ("Surfaces", "v1.0")}
    first, *others = pages_of(paper.text_pdf(long_text(), **told, contents=True))
    pages = [first, *others]
    assert "Sommaire" in first and "v1.0" not in first
    for number in range(1, 5):
        (line,) = [
            line for line in first.splitlines() if line.startswith(f"{number} Chapitre {number}") and "." in line
        ]
        page = int(line.split()[-1])
        assert f"Chapitre {number}" in pages[page - 1] and f"{page} / {len(pages)}" in pages[page - 1]
    assert len(others) >= 2 and all(page.split()[:2] == ["Surfaces", "v1.0"] for page in others)


def test_a_text_with_contents_of_its_own_has_them_once_and_one_without_headings_has_none():
    own = paper.text_pdf(long_text({"type": "tableOfContents"}), title="Surfaces", contents=True)
    assert "Sommaire" not in "".join(pages_of(own)) and "1 Chapitre 1 ." in pages_of(own)[0]
    plain = paper.text_pdf(node("doc", node("paragraph", words("Rien."))), title="Surfaces", contents=True)
    assert "Sommaire" not in "".join(pages_of(plain))


def table_of(rows, *, head):
    """A table of `rows`; the first `head` of them are its head."""

    def cell(text, kind):
        return node(kind, node("paragraph", words(text)), attrs={})

    kinds = ["tableHeader" if number < head else "tableCell" for number in range(len(rows))]
    made = [node("tableRow", *(cell(text, kind) for text in row)) for row, kind in zip(rows, kinds, strict=True)]
    return node("doc", node("table", *made))


def test_a_table_says_its_head_again_on_each_page():
    rows = [["Pièce", "Surface"], *([f"Bureau {number}", "12 m²"] for number in range(1, 131))]
    pages = pages_of(paper.text_pdf(table_of(rows, head=1), title="Surfaces", archived_on=date(2026, 3, 12)))
    assert len(pages) >= 3
    for page in pages:
        assert page.count("Pièce") == 1 and page.index("Pièce") < page.index("Bureau")
    assert " ".join(pages).count("Bureau") == 130


@pytest.mark.parametrize("more", [footnote("Relevé."), words("ici", link("https://it77.example/"))])
def test_a_head_with_a_note_or_a_link_is_said_once_for_it_is_read_once(more):
    table = table_of([["Pièce"], *(["Bureau"] for _number in range(130))], head=1)
    table["content"][0]["content"][0]["content"][0]["content"][0]["content"].append(more)
    pages = pages_of(paper.text_pdf(table, title="Surfaces", archived_on=date(2026, 3, 12)))
    assert len(pages) >= 3
    assert [page.count("Pièce") for page in pages] == [1] + [0] * (len(pages) - 1)


@pytest.mark.parametrize("tall", [[{"type": "hardBreak"}] * 60, [words("une longue phrase " * 60)]])
def test_a_head_as_tall_as_the_page_is_said_once_and_leaves_room_for_its_rows(tall):
    table = table_of([["Pièce"], *(["Bureau"] for _number in range(60))], head=1)
    table["content"][0]["content"][0]["content"][0]["content"][0]["content"] += tall
    pages = pages_of(paper.text_pdf(table, title="Surfaces"))
    assert "".join(pages).count("Pièce") == 1 and len(pages) <= 5


@pytest.mark.parametrize("head", [0, 1, 2])
def test_a_table_with_any_head_is_laid_out(head):
    rows = [["Une phrase qui remplit la page. " * 200, "a"], ["b", "c"]]
    pages = "".join(pages_of(paper.text_pdf(table_of(rows, head=head), title="T", archived_on=date(2026, 3, 12))))
    assert all(word in pages for word in ("remplit", "b", "c"))
