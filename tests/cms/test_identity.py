"""The association's identity is data: the frame, its colour and its mails follow it."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail.models import Site

from portal.cms.colours import by_day, by_night, check_accent, contrast
from portal.cms.identity import DEFAULT_ACCENT
from portal.cms.models import Identity
from tests.factories.pages import HomePageFactory


@pytest.fixture
def identity(db):
    HomePageFactory()
    return Identity.for_site(Site.objects.get(is_default_site=True))


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "0f6b5c"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValidationError):
        check_accent(colour)


def test_a_colour_too_light_to_read_is_refused():
    with pytest.raises(ValidationError, match=r"4[.,]5"):
        check_accent("#8fd9c6")


@pytest.mark.parametrize("colour", [DEFAULT_ACCENT, "#8a1c3b", "#1d3f8f", "#5a3e00", "#000000"])
def test_every_accepted_colour_reads_on_both_grounds(colour):
    check_accent(colour)
    day, night = by_day(colour), by_night(colour)
    assert contrast(day.accent, "#ffffff") >= 4.5
    assert contrast(day.on_accent, day.accent) >= 4.5
    assert contrast(night.accent, "#10191b") >= 4.5
    assert contrast(night.on_accent, night.accent) >= 4.5
    assert contrast("#ffffff", day.hero) >= 7


def test_black_and_white_have_the_greatest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_frame_carries_name_tagline_and_contact(client, identity):
    identity.name, identity.tagline, identity.contact_email = (
        "Lieux du Val (fictif)",
        "Un réseau.",
        "bonjour@val.example",
    )
    identity.save()
    page = client.get("/").content.decode()
    assert "Lieux du Val (fictif)" in page
    assert "Un réseau." in page
    assert "mailto:bonjour@val.example" in page


def test_a_new_accent_is_served_as_a_stylesheet_and_linked(client, identity):
    assert "identite.css" not in client.get("/").content.decode()
    identity.accent = "#8a1c3b"
    identity.save()
    assert identity.stylesheet_url in client.get("/").content.decode()
    answer = client.get(identity.stylesheet_url)
    assert answer["Content-Type"].startswith("text/css")
    assert "--accent:#8a1c3b" in answer.content.decode()


def test_mails_are_signed_by_the_association(identity):
    identity.name = "Lieux du Val (fictif)"
    identity.save()
    assert "Lieux du Val (fictif)" in render_to_string("emails/base.html", {"base_url": "https://val.example"})
