"""Searching in a group's texts: from the text's page to the passage, and straight to the place in the editor."""

import re

from playwright.sync_api import expect

from portal import coediting
from portal.coediting.models import Document
from portal.demo.specifications import h, p, text
from tests.servers.browser import axe, no_sideways_scroll
from workgroups.actions import index_text

from .test_coediting import account, open_text, specification, text_of

__all__ = ["open_text", "specification"]


def test_a_reader_finds_a_passage_and_lands_on_it(open_text, specification):
    filler = [p(f"Paragraphe {number}. " + "Le lieu ouvre à huit heures. " * 12) for number in range(40)]
    long = text(h(1, "Objet"), *filler, h(1, "Terrasse ombragée"), p("Des glycines, plein sud."), *filler)
    document = Document.objects.get(pk=specification.document_id)
    coediting.replace_content(document, long, by=account("facilitator"))
    index_text(specification)

    reader = open_text("reader")
    reader.set_viewport_size({"width": 360, "height": 780})
    reader.locator("summary", has_text="Plus").click()
    field = reader.get_by_role("searchbox", name="Chercher dans ce texte")
    field.fill("glycine")
    no_sideways_scroll(reader)
    field.press("Enter")
    expect(reader.get_by_text("1 passage trouvé")).to_be_visible()
    expect(reader.locator("mark")).to_have_text("glycines")
    expect(reader.get_by_label("Seulement dans")).to_be_checked()
    no_sideways_scroll(reader)
    axe(reader)

    reader.get_by_role("link", name="2 Terrasse ombragée").click()
    expect(reader).to_have_url(re.compile("#s"))
    expect(text_of(reader)).to_be_visible()
    expect(text_of(reader).get_by_text("Terrasse ombragée")).to_be_in_viewport()

    reader.goto("/groupes/recherche/?q=licorne")
    expect(reader.get_by_text("ne contient tous les mots")).to_be_visible()
    axe(reader)
