"""Files that LibreOffice itself wrote, and our own after they went through it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal import paper
from tests.coediting.texts import doc, paragraph, suggested
from workgroups.importing import read_document

from .office_files import exported, ours, source, written_by_libreoffice
from .outlines import outline


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The source, and our own two files, each written by LibreOffice as .odt and as .docx."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "rich.fodt").write_text(source())
    for kind in ("docx", "odt"):
        (folder / f"from_{kind}.{kind}").write_bytes(exported(kind))
    for kind in ("odt", "docx"):
        made = written_by_libreoffice(folder, kind, "rich.fodt", "from_docx.docx", "from_odt.odt")
    return made


def read(path, title="Cahier des charges"):
    return read_document(SimpleUploadedFile(path.name, path.read_bytes()), title=title)


RICH = """
p Version de travail
tableOfContents
h1 Les lieux
p Le lieu est **ouvert**, __accessible__, ==souligné==, ~~barré~~ et ==**les deux**== ; 12 m², CO₂. Espaces insécables !
p Voir [le site](https://it77.example/)<footnote Une note de bas.> et la fin<footnote Une note de fin.>. / La suite.
p Avant ajouté après fin.
h2 Accueil __et__ bureaux
ul
  li
    p Un tab
    ul
      li
        p Un bis
      li
        p Un ter
  li
    p Deux
    p Suite de deux
p Puis les étapes.
ol
  li
    p D’abord
    ol
      li
        p premier
      li
        p second
  li
    p Ensuite
p Entre deux listes.
ol start=3
  li
    p Suite numéro trois
p On recommence.
ol
  li
    p De nouveau un
  li
    p De nouveau deux
h3 Détail
h3 Quatre
table
  tr
    th colspan=2
      p Pièce
    th
      p Surface
  tr
    td rowspan=2
      p Rez
    td
      p Accueil
    td align=right
      p 20 m²
  tr
    td
      ul
        li
          p Bureau
    td
      p 12 m²
      p environ
blockquote
  p On le dit souvent.
h1 Seconde page
image alt=Le plan du rez width=50
image width=25
p Texte à côté de l’image.
p Après le cadre.
p Dans un cadre.
p Voir Seconde page, le 1/1/26.
p Sous l’illustration.
image width=25
p Illustration 1 : le rez
p **Tout en gras.**
p Dans une section.
p Prix : 12 000 € « entre guillemets » et trait‑d’union.
"""


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_file_of_libreoffice_arrives_structure_by_structure(folder, kind):
    imported = read(folder / f"rich.{kind}")
    assert outline(imported.content) == RICH.strip("\n").splitlines()
    assert imported.left_out == ["comments", "tracked"]
    assert len(imported.pictures) >= 2 and all(imported.pictures.values())


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_what_is_taken_away_comes_back_the_same(kind):
    path = SimpleUploadedFile(f"texte.{kind}", exported(kind))
    content = read_document(path, title="Surfaces").content
    assert outline(content) == outline(ours())
    assert [node["attrs"]["code"] for node in content["content"] if node["type"] == "requirement"] == ["SUR-004"]


@pytest.mark.parametrize("name", ["from_docx.docx", "from_docx.odt", "from_odt.odt", "from_odt.docx"])
def test_what_somebody_reworks_in_libreoffice_comes_back_the_same(folder, name):
    content = read(folder / name, title="Surfaces").content
    expected = outline(ours())
    if name == "from_odt.docx":  # where neither the share of the line nor who made the table of contents is written
        expected = ["tableOfContents", *(line.replace(" width=50", "") for line in expected)]
    assert outline(content) == expected
    asked = next(node for node in content["content"] if node["type"] == "requirement")
    assert asked["attrs"]["code"] == "SUR-004"


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_suggestions_come_back_accepted_without_what_the_file_says_of_them(tmp_path, kind):
    new, gone = suggested("insertion"), suggested("deletion")
    suggesting = doc(
        paragraph("Des lieux ", ("grands ", gone), ("clairs", new), ".", ("\u2029Et calmes.", new)),
        paragraph("Un début", ("\u2060", new)),
        paragraph((" puis", gone), " et une fin."),
        {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph("un", ("\u2029deux", new))]}]},
    )
    written = getattr(paper, kind)(suggesting, title="Surfaces", date="Brouillon")
    (tmp_path / f"texte.{kind}").write_bytes(written)
    for path in (tmp_path / f"texte.{kind}", written_by_libreoffice(tmp_path, kind, f"texte.{kind}") / f"texte.{kind}"):
        imported = read(path, title="Surfaces")
        assert outline(imported.content) == [
            "p Des lieux clairs.",
            "p Et calmes.",
            "p Un début et une fin.",
            "ul",
            "  li",
            "    p un",
            "  li",
            "    p deux",
        ]
        assert imported.left_out == ["tracked"]
