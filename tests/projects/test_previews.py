"""projects/previews.py: pictures of pieces, through the right."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from projects.actions import add_draft_file, submit_milestone
from projects.models import Preview, PreviewPage
from projects.previews import preview_of
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, in_role, lead_of, pdf_upload

pytestmark = pytest.mark.django_db


def picture(kind="JPEG", size=(1400, 700)):
    """A photograph lying on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Chez Nadia, 12 rue des Lilas"
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, exif=exif)
    return written.getvalue()


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone, client):
    person = lead_of(milestone.project)
    client.force_login(person)
    return person


@pytest.fixture
def hand_in(milestone, lead, run_tasks):
    def with_file(upload):
        draft = add_draft_file(milestone, owner=lead, upload=upload)
        piece = submit_milestone(milestone, by=lead, text="Voici.", pieces=[draft]).deliverables.get()
        run_tasks()
        return piece

    return with_file


def page_of(client, piece, number=1):
    return client.get(reverse("projects:preview-page", args=[piece.public_id, number]))


def test_a_pdf_is_shown_page_by_page_with_its_words(client, hand_in):
    piece = hand_in(pdf_upload("étude.pdf", title="Diagnostic"))
    [page] = PreviewPage.objects.all()
    assert (page.number, page.content_type, page.width) == (1, "image/png", 1000)
    assert "Diagnostic" in page.text
    answer = page_of(client, piece)
    with Image.open(io.BytesIO(b"".join(answer.streaming_content))) as shown:
        assert shown.format == "PNG"
    assert answer["Content-Disposition"].startswith("inline")
    preview = client.get(reverse("projects:deliverable-preview", args=[piece.public_id])).content.decode()
    assert 'alt="Page 1 de étude.pdf"' in preview
    assert "Diagnostic" in preview


def test_a_photograph_is_upright_small_and_says_nothing_of_where_it_was_taken(client, hand_in):
    piece = hand_in(SimpleUploadedFile("lieu.jpg", picture()))
    content = b"".join(page_of(client, piece).streaming_content)
    with Image.open(io.BytesIO(content)) as shown:
        assert shown.size == (700, 1400) or (shown.width <= 1000 and shown.height > shown.width)
        assert not shown.getexif()
    assert b"Lilas" not in content


def test_what_cannot_be_drawn_says_so(client, hand_in):
    piece = hand_in(SimpleUploadedFile("cassé.pdf", b"%PDF-1.4\nrien"))
    assert Preview.objects.get().page_count == 0
    shown = client.get(reverse("projects:deliverable-preview", args=[piece.public_id]))
    assert "Ce fichier n’a pas pu être affiché" in shown.content.decode()
    assert page_of(client, piece).status_code == 404


def test_a_bomb_of_an_image_is_not_drawn(hand_in):
    written = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(written, "PNG")
    hand_in(SimpleUploadedFile("grand.png", written.getvalue()))
    assert not PreviewPage.objects.exists()


def test_the_same_content_is_drawn_once(hand_in):
    piece = hand_in(pdf_upload("a.pdf"))
    assert preview_of(piece) == Preview.objects.get()


def test_other_kinds_have_no_preview(client, hand_in):
    piece = hand_in(SimpleUploadedFile("note.txt", b"Bonjour"))
    assert page_of(client, piece).status_code == 404
    assert not Preview.objects.exists()


def test_a_preview_is_for_those_who_may_read_the_piece(client, milestone, hand_in):
    piece = hand_in(pdf_upload())
    for person, expected in [(in_role(milestone.project, "observer"), 404), (PersonFactory(), 404)]:
        client.force_login(person)
        assert page_of(client, piece).status_code == expected
        address = reverse("projects:deliverable-preview", args=[piece.public_id])
        assert client.get(address).status_code == expected
