"""Files of a word processor that become a text of the group."""

import base64
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture

from portal import coediting, paper
from portal.coediting.models import Document, Image
from portal.demo.specifications import h, items, p, quote, requirement, steps, table, text
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import GroupRefusal, create_from_file
from workgroups.enums import GroupRoles
from workgroups.importing import RefusedDocument, read_document
from workgroups.models import Specification

pytestmark = pytest.mark.django_db

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
BODY = "<w:p><w:r><w:t>Une phrase.</w:t></w:r></w:p>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def png():
    made = io.BytesIO()
    Picture.new("RGB", (605, 300), "red").save(made, "PNG")
    return made.getvalue()


def png_address():
    return "data:image/png;base64," + base64.b64encode(png()).decode()


def word(body=BODY, head="", **parts):
    """A small .docx as a word processor might write it; `parts` by name, with "__" for "/" and "_" for "."."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def sent(data, name="texte.docx"):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def group():
    return GroupFactory(slug="amenagement")


@pytest.fixture
def editor(group):
    return person_with(GroupRoles.EDITOR, group)


@pytest.fixture
def begin(client, group, editor, run_tasks):
    """Sends the form of a new document with a file, waits until it is read, and looks at what came of it."""
    client.force_login(editor)

    def send(data, name="texte.docx", **given):
        values = {"title": "Surfaces", "kind": "specification", "code_prefix": "SUR", "source": sent(data, name)}
        page = client.post("/groupes/amenagement/documents/nouveau/", values | given, follow=True)
        run_tasks()
        return client.get(page.redirect_chain[-1][0], follow=True) if page.redirect_chain else page

    return send


def bare(node):
    """A node without what the editor fills in by itself."""
    kept = {key: value for key, value in node.items() if key in ("type", "text")}
    attrs = {
        key: value
        for key, value in (node.get("attrs") or {}).items()
        if value not in (None, 1, "") and key not in ("id", "code", "src")
    }
    if attrs:
        kept["attrs"] = attrs
    if node.get("marks"):
        kept["marks"] = sorted(mark["type"] for mark in node["marks"])
    if node.get("content"):
        kept["content"] = [bare(child) for child in node["content"]]
    return kept


def rich():
    task = {"type": "taskItem", "attrs": {"checked": True}, "content": [p("Mesurer")]}
    note = {"type": "footnote", "attrs": {"text": "Voir la loi de 2005."}}
    noted = p("Une ", ("bold", "phrase"), " et ", ("italic", "une"), " puis ", ("strike", "ici"))
    noted["content"] += [note, {"type": "hardBreak"}, {"type": "text", "text": "suite"}]
    merged = table(["Pièce", "Surface"], ["Accueil", "20"], ["Bureau", "12"])
    merged["content"][1]["content"] = [
        {"type": "tableCell", "attrs": {"colspan": 2}, "content": [p("Accueil")]},
    ]
    return [
        h(1, "Les lieux"),
        noted,
        items("Un", "Deux"),
        steps("D’abord", "Ensuite"),
        {"type": "taskList", "content": [task]},
        quote("On le dit."),
        h(2, "Les pièces"),
        merged,
        requirement("recommended", "Une prise par poste.", "Compter.", "On travaille."),
    ]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_what_was_taken_away_comes_back_as_it_was(begin, kind):
    source = text(*rich())
    image = {"type": "image", "attrs": {"src": "x", "alt": "Un plan", "width": 50}}
    source["content"].insert(2, image)
    written = getattr(paper, kind)(source, title="Surfaces", images={"x": png_address()})

    page = begin(written, f"texte.{kind}").content.decode()

    specification = Specification.objects.get()
    found = coediting.as_json(specification.document)["content"]
    assert [bare(node) for node in found] == [bare(node) for node in source["content"]]
    assert found[-1]["attrs"]["code"] == "SUR-001"
    assert Image.objects.get().get_absolute_url() == found[2]["attrs"]["src"]
    assert "2 titres, 1 tableau, 1 image, 1 exigence" in page


def test_a_guide_has_no_requirements_so_they_stay_tables(begin):
    written = paper.docx(text(*rich()), title="Surfaces")
    begin(written, kind="guide", code_prefix="")
    found = coediting.as_json(Specification.objects.get().document)["content"]
    assert [node["type"] for node in found if node["type"] in ("table", "requirement")] == ["table", "table"]


def test_what_is_left_out_is_said(begin):
    body = (
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>Ajouté</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>Ôté</w:delText></w:r></w:del></w:p>'
    )
    comments = f'<w:comments {W}><w:comment w:id="1" w:author="A"><w:p/></w:comment></w:comments>'
    page = begin(word(body, word__comments_xml=comments, word__vbaProject_bin=b"x")).content.decode()
    assert coediting.as_text(Specification.objects.get().document).strip() == "Ajouté"
    assert "macros" in page and "commentaires" in page and "acceptées" in page


def test_images_elsewhere_or_unknown_are_never_fetched_but_counted():
    source = text(p("Avant"), {"type": "image", "attrs": {"src": "x", "alt": "Un plan"}}, p("Après"))
    data = "data:image/png;base64," + base64.b64encode(png()).decode()
    written = io.BytesIO(paper.docx(source, title="T", images={"x": data}))
    outside = io.BytesIO()
    with zipfile.ZipFile(written) as archive, zipfile.ZipFile(outside, "w") as made:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename == "word/_rels/document.xml.rels":
                begins = content.index(b'Target="media/') + len(b'Target="')
                ends = content.index(b'"', begins)
                address = b'file:///etc/hostname" TargetMode="External'
                content = content[:begins] + address + content[ends:]
            made.writestr(part, content)

    read = read_document(sent(outside.getvalue()), title="T")
    assert read.pictures == {}
    group = GroupFactory()
    specification, taken = create_from_file(
        group, read, title="T", code_prefix="TTT", by=person_with(GroupRoles.EDITOR, group)
    )
    assert taken.images == 0
    assert "Avant" in coediting.as_text(specification.document)


def bomb():
    return word(word__media__x_bin=b"\0" * 30_000_000)


def encrypted():
    return OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vide"),
        (b"Bonjour", "Word (.docx)"),
        (lambda: word()[:-200], "abîmé"),
        (lambda: word(body="<w:p>"), "abîmé"),
        (OLE + b"\0" * 600, "(.doc)"),
        (encrypted, "mot de passe"),
        (bomb, "démesuré"),
        (lambda: word(head=ENTITIES), "entités XML"),
        (lambda: word(word__styles_xml=ENTITIES.encode("utf-16")), "entités XML"),
        (lambda: word(body="<w:p/>"), "Aucun texte"),
    ],
)
def test_bad_files_are_refused_in_words_and_nothing_is_written(begin, data, words):
    page = begin(data() if callable(data) else data).content.decode()
    assert words in page
    assert 'value="Surfaces"' in page
    assert not Specification.objects.exists() and not Document.objects.exists()


def test_a_file_over_the_limit_is_refused(monkeypatch, begin):
    monkeypatch.setattr("workgroups.importing.archive.MAX_FILE", 100)
    assert "trop volumineux" in begin(word()).content.decode()
    assert not Specification.objects.exists()


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr("workgroups.importing.apart.SECONDS", 0.000_1)
    with pytest.raises(RefusedDocument):
        read_document(sent(word()))


def test_tables_in_tables_without_end_are_refused():
    nested = BODY
    for _level in range(30):
        nested = f"<w:tbl><w:tr><w:tc>{nested}<w:p/></w:tc></w:tr></w:tbl>"
    with pytest.raises(RefusedDocument, match="trop profondément"):
        read_document(sent(word(nested)))


def test_underlined_words_and_links_stay():
    link = (
        '<w:p><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>souligné</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://it77.example/"</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>ici</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    line = read_document(sent(word(link))).content["content"][0]["content"]
    assert [(node["text"], node["marks"]) for node in line] == [
        ("souligné", [{"type": "underline"}]),
        ("ici", [{"type": "link", "attrs": {"href": "https://it77.example/"}}]),
    ]


def test_a_title_already_taken_leaves_nothing_behind(begin, group, editor):
    begin(word())
    page = begin(word()).content.decode()
    assert "a déjà un texte" in page
    assert Document.objects.count() == 1


@pytest.mark.parametrize("role", [GroupRoles.READER, GroupRoles.COMMENTER])
def test_only_editors_begin_from_a_file(group, role):
    read = read_document(sent(word()))
    with pytest.raises(GroupRefusal):
        create_from_file(group, read, title="T", code_prefix="TTT", by=person_with(role, group))
    assert not Document.objects.exists()


def test_the_text_of_a_draft_is_replaced_and_kept_and_codes_stay(client, begin, editor, run_tasks):
    first = requirement("mandatory", "Une prise.", "Compter.", "On travaille.")
    second = requirement("mandatory", "Deux prises.", "Compter.", "On travaille.")
    begin(paper.docx(text(first, second), title="Surfaces"))
    specification = Specification.objects.get()
    written = coediting.as_json(specification.document)
    written["content"] = [p("Nouveau début"), written["content"][1]]
    address = f"{specification.get_absolute_url()}importer/"
    assert 'name="epoch"' in client.get(address).content.decode()

    given = {"source": sent(paper.odt(written, title="Surfaces"), "texte.odt"), "epoch": Document.objects.get().epoch}
    sent_to = client.post(address, given).url
    run_tasks()

    assert "a été repris" in client.get(sent_to, follow=True).content.decode()
    found = coediting.as_json(specification.document)["content"]
    assert [node["type"] for node in found] == ["paragraph", "requirement"]
    assert found[1]["attrs"]["code"] == "SUR-002"
    assert "Une prise" in str(specification.versions.get().content)

    sent_to = client.post(address, given | {"source": sent(word())}).url
    run_tasks()
    assert "a mis un autre texte en place" in client.get(sent_to).content.decode()
    assert coediting.as_json(specification.document)["content"] == found


def test_a_refused_file_leaves_the_draft_as_it_is(client, begin):
    begin(word())
    specification = Specification.objects.get()
    given = {"source": sent(b"Bonjour"), "epoch": Document.objects.get().epoch}
    page = client.post(f"{specification.get_absolute_url()}importer/", given)
    assert page.status_code == 422 and "Word (.docx)" in page.content.decode()
    assert not specification.versions.exists()


@pytest.mark.parametrize(("role", "status"), [(GroupRoles.READER, 403), (GroupRoles.COMMENTER, 403), (None, 404)])
def test_others_cannot_replace_a_text(client, begin, group, role, status):
    begin(word())
    client.force_login(person_with(role, group) if role else person_with(GroupRoles.EDITOR, GroupFactory()))
    address = f"{Specification.objects.get().get_absolute_url()}importer/"
    assert client.get(address).status_code == client.post(address).status_code == status
