"""Suggestions of an .odt as tracked changes: LibreOffice itself accepts all, and rejects all."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest

from portal import paper
from tests.coediting.texts import cell, doc, footnote, line, paragraph, requirement, suggested, words

from .libreoffice import settled

BREAK, JOIN = "\u2029", "\u2060"
BOLD = {"type": "bold"}
LINK = {"type": "link", "attrs": {"href": "https://it77.example"}}
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, OFFICE = ODF % "text", ODF % "office"
DC = "{http://purl.org/dc/elements/1.1/}"


def new(written, *formats, group="s1"):
    return (written, *formats, suggested("insertion", group))


def old(written, *formats, group="s1"):
    return (written, *formats, suggested("deletion", group))


def title(*pieces, level=1):
    return {"type": "heading", "attrs": {"id": "h1", "level": level}, "content": words(*pieces)}


def numbered(*items, start=1):
    return {"type": "orderedList", "attrs": {"start": start}, "content": list(items)}


def item(*blocks):
    return {"type": "listItem", "content": list(blocks)}


def task(block, *, is_done):
    return {"type": "taskItem", "attrs": {"checked": is_done}, "content": [block]}


def asked():
    made = requirement("", code="TIC-012")
    made["content"][0]["content"] = [
        paragraph("Neuf ", old("mètres"), new("pas"), " carrés", new(f"{BREAK}au moins.")),
        paragraph("Ou", new(JOIN)),
        paragraph(" dix."),
    ]
    return made


OTHER_PARTS = ["Vérification", "Sur place.", "Justification", "Par usage."]
# Each block, what is left of it where everything is accepted, and where everything is rejected.
TOLD = [
    (
        title("Accès ", old("large"), new("neuf"), new(f"{BREAK}Dessous.")),
        ["1  Accès neuf", "Dessous."],
        ["1  Accès large"],
    ),
    (paragraph("Un ", old("ancien "), new("neuf "), "mot."), ["Un neuf mot."], ["Un ancien mot."]),
    (paragraph("A.", new(f"{BREAK}B.{BREAK}C.")), ["A.", "B.", "C."], ["A."]),
    (paragraph("Coupé", new(BREAK), "en deux."), ["Coupé", "en deux."], ["Coupéen deux."]),
    (paragraph("Vide dessous.", new(BREAK)), ["Vide dessous.", ""], ["Vide dessous."]),
    (
        [paragraph("Un", new(JOIN)), paragraph(old(" deux"), " trois", new(JOIN)), paragraph(" quatre.")],
        ["Un trois quatre."],
        ["Un", " deux trois", " quatre."],
    ),
    ([paragraph(old("Tout."), new(JOIN)), paragraph("Reste.")], ["Reste."], ["Tout.", "Reste."]),
    (
        paragraph("Dit ", old("fort ", BOLD), old("ici", LINK), new("là", LINK), "."),
        ["Dit là."],
        ["Dit fort ici."],
    ),
    (
        line("Une note", footnote("Relevé."), new(" ajoutée"), old(" ôtée"), "."),
        ["Une note1 ajoutée."],
        ["Une note1 ôtée."],
    ),
    (
        numbered(
            item(paragraph("trois")),
            item(paragraph("quatre", new(JOIN))),
            item(paragraph(" cinq", new(JOIN))),
            item(paragraph(" six"), numbered(item(paragraph("un", new(JOIN))), item(paragraph(" deux")))),
            item(paragraph("sept", new(f"{BREAK}neuf"))),
            start=3,
        ),
        ["    3. trois", "    4. quatre cinq six", "        1. un deux", "    5. sept", "    6. neuf"],
        [
            "    3. trois",
            "    4. quatre",
            "    5.  cinq",
            "    6.  six",
            "        1. un",
            "        2.  deux",
            "    7. sept",
        ],
    ),
    (
        numbered(
            item(paragraph("un", new(JOIN)), paragraph(" suite", new(JOIN))),
            item(paragraph(" deux", new(JOIN)), paragraph(" fin")),
            item(paragraph("trois")),
        ),
        ["    1. un suite deux fin", "    2. trois"],
        ["    1. un", "        suite", "    2.  deux", "        fin", "    3. trois"],
    ),
    (
        {
            "type": "taskList",
            "content": [
                task(paragraph("fait", new(f"{BREAK}à faire")), is_done=True),
                task(paragraph("un", new(JOIN)), is_done=False),
                task(paragraph(" deux"), is_done=True),
            ],
        },
        ["    • ☒ fait", "    • ☐ à faire", "    • ☐ un deux"],
        ["    • ☒ fait", "    • ☐ un", "    • ☒  deux"],
    ),
    (
        {
            "type": "blockquote",
            "content": [paragraph("a", new(f"{BREAK}b")), paragraph("c", new(JOIN)), paragraph("d")],
        },
        ["a", "b", "cd"],
        ["a", "c", "d"],
    ),
    (
        asked(),
        ["TIC-012 – Obligatoire", "Énoncé", "Neuf pas carrés", "au moins.", "Ou dix.", *OTHER_PARTS],
        ["TIC-012 – Obligatoire", "Énoncé", "Neuf mètres carrés", "Ou", " dix.", *OTHER_PARTS],
    ),
    (
        {
            "type": "table",
            "content": [
                {
                    "type": "tableRow",
                    "content": [
                        cell(paragraph("x", new(f"{BREAK}y"))),
                        cell(paragraph("u", new(JOIN)), paragraph(old("v"), new("w"))),
                        cell(paragraph("dernier", new(JOIN))),  # nothing follows in its cell: it cannot be joined
                    ],
                }
            ],
        },
        ["x", "y", "uw", "dernier"],
        ["x", "u", "v", "dernier"],
    ),
    (paragraph("Fin.", new(f"{BREAK}Après.")), ["Fin.", "Après."], ["Fin."]),
]


def test_libreoffice_accepts_all_and_rejects_all(tmp_path):
    blocks = [block for made, _, _ in TOLD for block in (made if isinstance(made, list) else [made])]
    accepted, rejected = settled(tmp_path, paper.odt(doc(*blocks), title="T", date="3 mars"))
    notice = "Ce document contient 1 suggestion qui n’est pas encore acceptée\u00a0: "
    head = ["T", "3 mars", notice + "elle y figure comme modification suivie."]
    assert accepted == [*head, *(each for _, lines, _ in TOLD for each in lines)]
    assert rejected == [*head, *(each for _, _, lines in TOLD for each in lines)]


def body(*blocks):
    """content.xml's text of an .odt of these blocks."""
    written = zipfile.ZipFile(BytesIO(paper.odt(doc(*blocks), title="T"))).read("content.xml")
    return ElementTree.fromstring(written).find(f"{OFFICE}body/{OFFICE}text")


def changes(text):
    """The list of changes: what, who, when, the paragraphs that are deleted."""
    assert text[0].tag == f"{TEXT}tracked-changes"
    found = []
    for region in text[0]:
        (change,) = region
        info = change.find(f"{OFFICE}change-info")
        deleted = ["".join(one.itertext()) for one in change.iter(f"{TEXT}p")]
        found.append((change.tag.removeprefix(TEXT), *(one.text for one in info), deleted))
    return found


def marked(kind, name, date, group="s1"):
    mark = suggested(kind, group)
    return mark | {"attrs": mark["attrs"] | {"name": name, "date": date}}


def test_what_one_person_does_in_one_go_is_one_change_and_others_are_told_apart():
    theirs = marked("insertion", "Zoé", "2030-08-01T10:00:00Z")
    text = body(paragraph(new("un "), new("gras", BOLD), (" deux", theirs), old("trois"), old(", quatre", BOLD)))
    ada = ("Ada <b>", "2030-03-01T11:00:00")
    assert changes(text) == [
        ("insertion", *ada, []),
        ("insertion", "Zoé", "2030-08-01T12:00:00", []),
        ("deletion", *ada, ["trois, quatre"]),
    ]


@pytest.mark.parametrize("moment", ["hier", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_letters_no_file_may_hold_and_moments_that_are_none_spoil_nothing(moment):
    odd = marked("deletion", 'A"da\x00 &', moment)
    assert changes(body(paragraph(("mot", odd)))) == [("deletion", 'A"da &', "1970-01-01T00:00:00", ["mot"])]
    sign = marked("insertion", 'A"da\x01 &', moment)
    with zipfile.ZipFile(BytesIO(paper.docx(doc(paragraph("un", (f"{BREAK}deux", sign))), title="T"))) as made:
        assert 'w:author="A&quot;da &amp;"' in made.read("word/document.xml").decode()


def test_what_is_added_and_deleted_is_deleted():
    text = body(paragraph("a", new("b", suggested("deletion", "s2")), "c"))
    assert [what for what, *_ in changes(text)] == ["deletion"]
    assert [one.tag.removeprefix(TEXT) for one in text.findall(f"{TEXT}p")[-1]] == ["change"]


def test_what_is_deleted_keeps_its_formats_and_its_links():
    (region,) = body(paragraph("Dit ", old("fort", BOLD), old("ici", LINK)))[0]
    assert next(region.iter(f"{TEXT}span")).text == "fort"
    assert ["".join(one.itertext()) for one in region.iter(f"{TEXT}a")] == ["ici"]


def test_a_heading_that_loses_its_words_or_its_end_is_still_found_by_references():
    text = body(title(old("Accès"), new(JOIN)), paragraph("en bas"))
    (joined,) = text.iterfind(f"{TEXT}h")
    assert "".join(joined.itertext()) == "en bas"
    assert [one.get(f"{TEXT}name") for one in joined] == ["s-h1", None, "s-h1"]


def test_lists_of_two_kinds_are_not_joined_and_two_quotations_are():
    def listed(kind, item, *content):
        return {"type": kind, "content": [{"type": item, "content": [paragraph(*content)]}]}

    text = body(listed("bulletList", "listItem", "a", new(JOIN)), listed("orderedList", "listItem", "b"))
    assert text.find(f"{TEXT}tracked-changes") is None

    def quoted(*content):
        return {"type": "blockquote", "content": [paragraph(*content)]}

    text = body(quoted("a", new(JOIN)), quoted("b"))
    assert [kind for kind, *_ in changes(text)] == ["deletion"]


def test_a_paragraph_is_joined_to_what_can_go_on_with_it_alone():
    quoted = {"type": "blockquote", "content": [paragraph("cité", new(JOIN))]}
    text = body(
        paragraph("a", new(JOIN)), quoted, paragraph("b", new(JOIN)), {"type": "horizontalRule"}, paragraph("c")
    )
    assert list(text.iter(f"{TEXT}tracked-changes")) == list(text.iter(f"{TEXT}change")) == []
