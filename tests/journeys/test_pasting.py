"""What comes from Word, Excel, LibreOffice and Google Docs, in the form they put on the clipboard (clipboard/)."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from portal import coediting

from .test_coediting import open_text, paste, specification, state_of, text_of

__all__ = ["open_text", "specification"]

CLIPBOARD = Path(__file__).with_name("clipboard")
MARKS = {"bold": "*", "italic": "_", "underline": "u", "strike": "~"}

EXPECTED = {
    "word": [
        "h1 Cahier des charges",
        "h1 Objet",
        "h2 Portée",
        "p Le lieu est *ouvert* et _accessible_ ; voir [le site].",
        "ul(li(p Accueil|ul(li(p le matin)))|li(p Salle de réunion))",
        "p",
        "ol(li(p Mesurer)|li(p Noter))",
        "table(tr(td2x1(p *Niveaux*))|tr(td1x2(p Débit)|td(p 1 Gbit/s))|tr(td(p 100 Mbit/s)))",
    ],
    "word_lists": [
        "ol(li(p Ouvrir|ol(li(p le matin)|li(p le soir|ol(li(p tard)))))|li(p Fermer|p et ranger.))",
        "ol(li(p Autre liste))",
        "p Puis",
        "ol3(li(p Suite))",
        "ul(li(p Tiret))",
        "p Une ligne et 12² m², le 1er, CO₂.",
        "ul(li(p natif|ul(li(p dessous))))",
        "table(tr(th2x1(p *En-tête*))|tr(td(ul(li(p Puce)))|td(p)))",
    ],
    "word_notes": [
        "tableOfContents()",
        "h3 Détail",
        "p Selon la loi<footnote Loi du 11 février 2005.> et mis, ~barré~, usoulignéu.",
    ],
    "word_online": [
        "h2 Moyens",
        "p *Trois* salles",
        "ul(li(p Un|ul(li(p Un bis)))|li(p Deux))",
        "ol(li(p Premier)|li(p Second))",
    ],
    "excel": [
        "table(tr(td2x1(p Poste)|td(p Montant))|tr(td(p Mobilier)|td(p 12 bureaux)|td(p 4 500,00 €))"
        "|tr(td(p)|td(p total)|td(p 4 500,00 €)))",
    ],
    "libreoffice": [
        "h2 Moyens",
        "p *Trois* salles, _dont une calme_.",
        "ol3(li(p troisième)|li(p quatrième))",
        "table(tr(th(p Salle)|th(p Places))|tr(td(p Nord)|td(p 12)))",
    ],
    "google_docs": [
        "h1 Calendrier",
        "p *Printemps* : ouverture, [le Tour]",
        "ul(li(p mars|ul(li(p le 12))))",
        "h3 Détail",
    ],
}
NAMES = {
    "bulletList": "ul",
    "listItem": "li",
    "table": "table",
    "tableRow": "tr",
}


def outline(node):
    """A node of the editor's JSON in a line."""
    attrs, kind = node.get("attrs", {}), node["type"]
    inner = "|".join(map(outline, node.get("content", [])))
    if kind in ("paragraph", "heading"):
        name = "p" if kind == "paragraph" else f"h{attrs['level']}"
        return f"{name} {''.join(map(words, node.get('content', [])))}".replace("\u00a0", " ").strip()
    if kind in ("tableCell", "tableHeader"):
        spans = f"{attrs['colspan']}x{attrs['rowspan']}"
        return f"{'th' if kind == 'tableHeader' else 'td'}{'' if spans == '1x1' else spans}({inner})"
    if kind == "orderedList":
        return f"ol{'' if attrs['start'] == 1 else attrs['start']}({inner})"
    return f"{NAMES.get(kind, kind)}({inner})"


def words(node):
    """A run of words between the signs of its marks, or what a footnote says."""
    if node["type"] != "text":
        return f"<footnote {node['attrs']['text']}>" if node["type"] == "footnote" else ""
    text = " ".join(node.get("text", "").replace("\u00a0", " ").split(" "))
    for mark in node.get("marks", []):
        left, right = "[]" if mark["type"] == "link" else 2 * MARKS[mark["type"]]
        text = f"{left}{text}{right}"
    return text


@pytest.mark.parametrize("program", EXPECTED)
def test_what_is_pasted_keeps_its_structure_and_nothing_of_its_look(open_text, specification, program):
    editor = open_text("editor")
    text_of(editor).click()
    editor.keyboard.press("Control+A")
    paste(editor, (CLIPBOARD / f"{program}.html").read_text())
    expect(text_of(editor)).not_to_contain_text("Premier paragraphe.")
    expect(state_of(editor)).to_have_text("Enregistré")
    found = [outline(block) for block in coediting.as_json(specification.document)["content"]]
    while found and found[-1] == "p":  # where the caret stands
        found.pop()
    assert [" ".join(line.split()) for line in found] == EXPECTED[program]
