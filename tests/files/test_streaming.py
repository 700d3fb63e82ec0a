"""portal/files/streaming.py: a private file on its way to who may read it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models.fields.files import FieldFile
from django.test import AsyncRequestFactory, RequestFactory

from portal import files
from portal.files.streaming import PIECE
from projects.models import Deliverable

CONTENT = bytes(range(256)) * 2500  # more than two pieces


@pytest.fixture
def stored():
    storage = storages["private"]
    name = storage.save("tests/a-file", ContentFile(CONTENT))
    yield FieldFile(None, Deliverable._meta.get_field("file"), name)
    storage.delete(name)


def answer(stored, **headers):
    request = RequestFactory().get("/", headers=headers)
    return files.stream(request, stored, name="étude à l’œuvre.pdf", content_type="application/pdf")


def test_the_whole_file_arrives_with_its_own_name_and_is_kept_nowhere(stored):
    response = answer(stored)
    assert b"".join(response.streaming_content) == CONTENT
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%C3%A9tude")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=500000-", 500_000, len(CONTENT) - 1),
        ("bytes=-7", len(CONTENT) - 7, len(CONTENT) - 1),
    ],
)
def test_a_range_is_sent_alone(stored, asked, first, last):
    response = answer(stored, range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert b"".join(response.streaming_content) == CONTENT[first : last + 1]


@pytest.mark.parametrize("asked", ["bytes=640000-", "bytes=9-3"])
def test_a_range_beyond_the_end_is_refused(stored, asked):
    response = answer(stored, range=asked)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "lines=1-2", "bytes=-"])
def test_a_range_we_do_not_read_gets_the_whole_file(stored, asked):
    response = answer(stored, range=asked)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == CONTENT


async def test_under_asgi_it_comes_in_pieces(stored):
    request = AsyncRequestFactory().get("/")
    response = files.stream(request, stored, name="a.bin", content_type="image/png", inline=True)
    pieces = [piece async for piece in response.streaming_content]
    assert b"".join(pieces) == CONTENT
    assert [len(piece) for piece in pieces[:-1]] == [PIECE] * (len(pieces) - 1)
    assert response["Content-Disposition"] == 'inline; filename="a.bin"'
