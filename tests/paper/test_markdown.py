"""A text as Markdown, read back by a parser of GitHub's Markdown: every letter under the formats it had."""

import json
import random
import time

import pypandoc
import pytest

from portal import paper
from portal.paper.markdown_marks import in_signs
from tests.coediting.texts import BOLD, ITALIC, cell, doc, heading, line, link, paragraph, suggested

NEW, GONE = suggested("insertion"), suggested("deletion")
UNDERLINE, STRIKE = {"type": "underline"}, {"type": "strike"}
SITE = link("https://it77.example/")
READ = {"Strong": "bold", "Emph": "italic", "Strikeout": "gone", "Underline": "underline", "Link": "link"}
TAGS = {"strong": "bold", "em": "italic", "del": "gone", "u": "underline", "ins": "insertion"}


def written(*pieces):
    """The one paragraph of pieces as Markdown."""
    return paper.text_markdown(doc(paragraph(*pieces)), title="T").split("\n\n", 3)[-1].strip()


def letters(markdown):
    """Each letter with its formats, as a parser finds them; blanks do not count."""
    tree = json.loads(pypandoc.convert_text(markdown, "json", format="gfm"))
    open_tags = []
    found = []

    def walk(inlines, formats):
        for inline in inlines:
            kind, content = inline["t"], inline.get("c")
            if kind == "Str":
                found.extend((letter, formats | set(open_tags)) for letter in content if not letter.isspace())
            elif kind == "RawInline":
                tag = content[1].strip("</>")
                if content[1].startswith("</"):
                    assert open_tags.pop() == TAGS[tag]
                else:
                    open_tags.append(TAGS[tag])
            elif kind == "Link":
                walk(content[1], formats | {"link"})
            elif kind in READ:
                walk(content, formats | {READ[kind]})
            else:
                assert kind in ("Space", "SoftBreak", "LineBreak"), kind

    for block in tree["blocks"]:
        assert block["t"] == "Para", block
        walk(block["c"], frozenset())
    assert not open_tags
    return found


def meant(pieces):
    """Each letter with the formats it has in the editor."""
    names = {"deletion": "gone", "strike": "gone"}
    found = []
    for piece in pieces:
        words, *marks = (piece,) if isinstance(piece, str) else piece
        kinds = {names.get(mark["type"], mark["type"]) for mark in marks}
        found += [(letter, kinds) for letter in words if not letter.isspace()]
    return found


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (
            ["Les ", ("grandes, moyennes et petites ", GONE), "entreprises"],
            "Les ~~grandes, moyennes et petites~~ entreprises",
        ),
        (["Un", (" lieu ", BOLD), "ouvert"], "Un **lieu** ouvert"),
        ([("un\u00a0", NEW), "mot"], "<ins>un</ins>\u00a0mot"),
        ([("un ", GONE), ("lieu ", GONE, BOLD), "ouvert"], "~~un **lieu**~~ ouvert"),
        ([("les deux", BOLD, ITALIC), " ensemble"], "***les deux*** ensemble"),
        (["mot", ("(s), ", GONE), "suite"], "mot<del>(s),</del> suite"),
        (["avant", (" ", NEW), "après"], "avant<ins> </ins>après"),
        (["avant", (" ", BOLD), "après"], "avant après"),
        ([("le site ", SITE), ("ici ", SITE, BOLD), "."], "[le site **ici**](https://it77.example/) ."),
        ([("vieux", GONE, STRIKE), ("neuf", NEW, UNDERLINE)], "~~vieux~~<ins><u>neuf</u></ins>"),
    ],
)
def test_blanks_stand_outside_of_the_signs(pieces, expected):
    assert written(*pieces) == expected
    assert letters(expected) == meant(pieces)


def test_whatever_the_formats_a_parser_finds_each_letter_under_its_own():
    chance = random.Random(77)  # the same texts each time
    pieces_of = [" mot", "mot ", "a", " ", "« cité »", "(s),", "fin.", "*", "~", "\u202f;", "1", "é _ è", "¶ "]
    marks_of = [BOLD, ITALIC, UNDERLINE, STRIKE, SITE, NEW, GONE]
    texts = []
    for _number in range(200):
        pieces = [
            (chance.choice(pieces_of), *chance.sample(marks_of, chance.choice([0, 0, 1, 1, 2, 3])))
            for _piece in range(chance.randint(1, 6))
        ]
        texts.append([("x",), *pieces])
    markdown = paper.text_markdown(doc(*(paragraph(*pieces) for pieces in texts)), title="T")
    paragraphs = markdown.strip().split("\n\n")[-len(texts) :]
    read = letters("\n\n".join(paragraphs))
    assert read == [letter for pieces in texts for letter in meant(pieces)]


@pytest.mark.django_db
def test_headings_cells_and_notes_hold_too():
    title = heading(1, "Accès") | {"content": paragraph("Accès ", ("large ", GONE), "libre")["content"]}
    table = {"type": "table", "content": [{"type": "tableRow", "content": [cell(paragraph(("un ", GONE), "deux"))]}]}
    markdown = paper.text_markdown(
        doc(title, table, line("Voir", {"type": "hardBreak"}, ("là ", BOLD), "oui")), title="T"
    )
    assert "## 1 Accès ~~large~~ libre" in markdown
    assert "~~un~~ deux" in markdown
    assert "Voir\\\n**là** oui" in markdown


def test_a_paragraph_of_signs_alone_takes_no_minutes():
    """Each tilde is a piece of its own: 80,000 took 13 seconds, ten times as many a quarter of an hour."""
    tree = [{"t": "Para", "c": [{"t": "Strong", "c": [{"t": "Str", "c": "~a" * 40_000}]}]}]
    begun = time.process_time()
    in_signs(tree)
    assert time.process_time() - begun < 4
    assert len(tree[0]["c"][0]["c"]) == 80_000
