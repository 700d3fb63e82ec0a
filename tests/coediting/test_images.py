"""Images of texts: who may bring one, what is refused, where one goes with a copied text, when it is swept."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Picture

from portal import coediting, paper
from portal.coediting import images
from portal.coediting.models import Document, Image
from portal.demo.specifications import p, text
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups.actions import create_specification, keep_version
from workgroups.enums import GroupRoles

pytestmark = pytest.mark.django_db


def picture(kind="PNG", *, size=(30, 20), orientation=None):
    """The bytes of a small picture; a JPEG with an orientation also says where it was taken."""
    written = io.BytesIO()
    options = {}
    if orientation:
        exif = Picture.Exif()
        exif[0x0112] = orientation
        exif[0x010E] = "Chez Ada"
        options["exif"] = exif
    Picture.new("RGB", size, "#0f6b5c").save(written, kind, **options)
    return written.getvalue()


def shown(address, alt="Plan", width=50):
    return {"type": "image", "attrs": {"src": address, "alt": alt, "width": width}}


@pytest.fixture
def group():
    return GroupFactory()


@pytest.fixture
def specification(group):
    return SpecificationFactory(group=group)


@pytest.fixture
def editor(group):
    return person_with(GroupRoles.EDITOR, group)


def send(client, document, content, name="plan.png"):
    return client.post(f"/textes/{document.pk}/images/", {"image": SimpleUploadedFile(name, content)})


@pytest.fixture
def image(client, specification, editor):
    """An image of the specification, not yet in its text."""
    client.force_login(editor)
    assert send(client, specification.document, picture()).status_code == 201
    return Image.objects.get()


def test_an_editor_brings_an_image_that_readers_see_and_nobody_else(client, group, specification, editor):
    client.force_login(editor)
    answer = send(client, specification.document, picture())
    address = answer.json()["address"]
    assert (answer.status_code, address.startswith(f"/textes/{specification.document_id}/images/")) == (201, True)
    client.force_login(person_with(GroupRoles.READER, group))
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert send(client, specification.document, picture()).status_code == 403
    client.force_login(PersonFactory())
    assert client.get(address).status_code == 404
    assert send(client, specification.document, picture()).status_code == 404
    client.logout()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "n’est pas d’un type"),
        ("plan.png", b"<svg onload='x'/>", "n’est pas celui d’un fichier .png"),
        ("plan.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "illisible"),
        ("plan.jpg", picture("JPEG")[:200], "illisible"),
        ("plan.png", b"", "est vide"),
    ],
)
def test_what_is_no_image_is_refused_in_words(client, specification, editor, name, content, sentence):
    client.force_login(editor)
    answer = send(client, specification.document, content, name)
    assert answer.status_code == 422
    assert sentence in answer.json()["refused"]
    assert not Image.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused(client, specification, editor, monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 500)
    client.force_login(editor)
    assert "trop de pixels" in send(client, specification.document, picture()).json()["refused"]


def test_what_the_camera_wrote_is_left_out_and_the_picture_stands_upright(client, specification, editor):
    client.force_login(editor)
    for orientation in (1, 6):
        send(client, specification.document, picture("JPEG", orientation=orientation), "photo.jpg")
    sizes = []
    for image in Image.objects.order_by("uploaded_at"):
        with image.stored.open("rb") as stored:
            data = stored.read()
        assert b"Chez Ada" not in data
        sizes.append(Picture.open(io.BytesIO(data)).size)
    assert sizes == [(30, 20), (20, 30)]


@pytest.mark.parametrize("orientation", [1, 6])
def test_the_pair_of_pictures_of_a_phone_is_taken_as_one(client, specification, editor, orientation):
    written, exif = io.BytesIO(), Picture.Exif()
    exif[0x0112] = orientation
    first, second = (Picture.new("RGB", size, "#0f6b5c") for size in ((30, 20), (15, 10)))
    first.save(written, "MPO", save_all=True, append_images=[second], exif=exif)
    client.force_login(editor)
    assert send(client, specification.document, written.getvalue(), "photo.jpg").status_code == 201
    with Image.objects.get().stored.open("rb") as stored, Picture.open(stored) as taken:
        assert (taken.format, taken.size) == ("JPEG", (30, 20) if orientation == 1 else (20, 30))


@pytest.mark.parametrize("orientation", [1, 6])
def test_the_comment_of_a_photo_is_left_out(client, specification, editor, orientation):
    written, exif = io.BytesIO(), Picture.Exif()
    exif[0x0112] = orientation
    Picture.new("RGB", (30, 20), "#0f6b5c").save(written, "JPEG", exif=exif, comment=b"Chez Ada")
    client.force_login(editor)
    send(client, specification.document, written.getvalue(), "photo.jpg")
    with Image.objects.get().stored.open("rb") as stored:
        assert b"Chez Ada" not in stored.read()


def test_a_text_takes_so_many_images_uploaded_or_copied(client, group, image, editor, monkeypatch):
    other = SpecificationFactory(group=group)
    monkeypatch.setattr(images, "MOST_A_DOCUMENT", 1)
    copy = {"address": image.get_absolute_url()}
    assert client.post(f"/textes/{other.document_id}/images/", copy).status_code == 201
    for answer in (client.post(f"/textes/{other.document_id}/images/", copy), send(client, other.document, picture())):
        assert answer.status_code == 422
        assert "images" in answer.json()["refused"]
    assert other.document.images.count() == 1


def test_a_version_whose_images_find_no_room_says_so_in_its_place(client, group, image, editor, monkeypatch):
    """Its image is another text's, which whoever restores it reads: it would come along."""
    other = create_specification(group, title="Autre", code_prefix="AUT", by=editor, content=text(p("Présent")))
    version = keep_version(other, name="Avec le plan", by=editor)
    type(version).objects.update(content=text(shown(image.get_absolute_url())))
    monkeypatch.setattr(images, "MOST_A_DOCUMENT", 0)
    answer = client.post(f"{version.get_absolute_url()}retablir/", {"epoch": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ne peut pas en recevoir d’autre" in page and "Avec le plan" in page
    assert coediting.as_text(other.document) == "Présent"


def test_an_image_of_another_text_is_brought_in_by_who_reads_it(client, group, image, editor):
    other = SpecificationFactory(group=group)
    brought = client.post(f"/textes/{other.document_id}/images/", {"address": image.get_absolute_url()})
    assert brought.status_code == 201
    copy = other.document.images.get()
    assert brought.json()["address"] == copy.get_absolute_url()
    assert copy.stored.name == image.stored.name
    elsewhere = SpecificationFactory()
    client.force_login(person_with(GroupRoles.EDITOR, elsewhere.group))
    refused = client.post(f"/textes/{elsewhere.document_id}/images/", {"address": image.get_absolute_url()})
    assert refused.status_code == 404
    assert not elsewhere.document.images.exists()


def test_a_text_begun_from_another_has_its_images_as_its_own(image):
    content = text(p("Avant"), shown(image.get_absolute_url()))
    document = coediting.create_document("minutes", by=None, content=content)
    src = coediting.as_json(document)["content"][1]["attrs"]["src"]
    assert src == document.images.get().get_absolute_url() != image.get_absolute_url()


def test_an_image_of_a_text_one_may_not_read_goes_nowhere_with_one_s_own(image):
    outsider = SpecificationFactory()
    writer = person_with(GroupRoles.EDITOR, outsider.group)
    content = text(shown(image.get_absolute_url()))
    coediting.replace_content(outsider.document, content, by=writer)
    assert not outsider.document.images.exists()
    assert coediting.for_paper(content, of=outsider.document_id) == {}
    assert coediting.images_in(content, of=outsider.document_id) == []
    for forgetful in (coediting.for_paper, coediting.images_in):
        with pytest.raises(TypeError):
            forgetful(content)


def test_readers_and_downloads_show_the_image(client, specification, image):
    coediting.replace_content(specification.document, text(shown(image.get_absolute_url(), width=75)), by=None)
    html = coediting.as_html(specification.document)
    assert f'<img src="{image.get_absolute_url()}" alt="Plan" class="width-75" loading="lazy">' in html
    content = coediting.as_json(specification.document)
    pictures = coediting.for_paper(content, of=specification.document_id)
    assert set(pictures) == {image.get_absolute_url()}
    assert b"word/media/" in paper.docx(content, title="Essai", images=pictures)
    printed = paper.text_pdf(content, title="Essai", images=pictures)
    assert b"/Subtype/Image" in printed.replace(b" ", b"")
    assert b"/Subtype/Image" not in paper.text_pdf(content, title="Essai").replace(b" ", b"")


def test_a_download_has_the_images(client, specification, image):
    coediting.replace_content(specification.document, text(shown(image.get_absolute_url())), by=None)
    answer = client.get(f"{specification.get_absolute_url()}telecharger.docx")
    assert b"word/media/" in answer.content


def pass_days(number):
    """As if the images had come, and left the text, so many days before."""
    before = timezone.now() - timedelta(days=number)
    Image.objects.update(uploaded_at=before)
    Image.objects.exclude(unused_since=None).update(unused_since=before)


def test_an_image_in_no_text_and_no_version_is_swept_after_a_month(specification, image, editor):
    pass_days(31)
    assert images.sweep_images() == 0  # noticed only now
    assert images.sweep_images() == 0
    pass_days(31)
    assert images.sweep_images() == 1
    assert not Image.objects.exists()


def test_an_image_that_a_version_shows_is_kept(specification, image, editor):
    coediting.replace_content(specification.document, text(shown(image.get_absolute_url())), by=None)
    pass_days(31)
    assert images.sweep_images() == 0
    keep_version(specification, name="Avec le plan", by=editor)
    coediting.replace_content(specification.document, text(p("Sans le plan")), by=None)
    for _ in range(2):
        assert images.sweep_images() == 0
        pass_days(31)
    assert Image.objects.get().unused_since is None


def test_a_text_that_cannot_be_read_keeps_no_other_from_being_swept(group, specification, image, caplog):
    damaged = SpecificationFactory(group=group, title="Abîmé").document
    images.add_image(damaged, SimpleUploadedFile("plan.png", picture()), by=None)
    Document.objects.filter(pk=damaged.pk).update(last_seq=7)  # of which the log has none
    pass_days(31)
    images.sweep_images()
    pass_days(31)
    assert images.sweep_images() == 1
    assert {one.document for one in Image.objects.all()} == {damaged}
    assert str(damaged.pk) in caplog.text


def test_a_kind_that_does_not_say_what_it_keeps_loses_no_image():
    document = coediting.create_document("unheard-of", by=None)
    images.add_image(document, SimpleUploadedFile("plan.png", picture()), by=None)
    pass_days(31)
    images.sweep_images()
    pass_days(31)
    assert images.sweep_images() == 0
