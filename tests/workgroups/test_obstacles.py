"""What stands between a text and its adoption, each with a link to its place."""

import html
import re

import pytest
from django.urls import reverse

from tests.coediting.texts import doc, paragraph, requirement
from tests.factories.adoption import consulted, drafted
from workgroups.actions import GroupRefusal, answer_comment, close_consultation, comment
from workgroups.enums import Answers
from workgroups.obstacles import MOST, Spot, obstacle

pytestmark = pytest.mark.django_db


def adoption_page(client, specification):
    page = client.get(reverse("workgroups:adoption-detail", args=[specification.group.slug, specification.document_id]))
    return page.content.decode()


def links_of(page):
    """Where the next step leads, by the words of each link."""
    step = page[page.index('id="next"') :].partition("</section>")[0]
    return {words: url for url, words in re.findall(r'<a href="([^"]*)">([^<]*)</a>', step)}


def test_each_obstacle_leads_to_its_place_in_the_text(client):
    suggested = {"type": "insertion", "attrs": {"id": "1"}}
    text = doc(
        paragraph(("Avant tout", suggested)),
        {
            "type": "heading",
            "attrs": {"id": "h1", "level": 1},
            "content": [{"type": "text", "text": "Bruit & <silence>"}],
        },
        paragraph(("proposé", suggested), (" encore", suggested)),
        requirement("Le lieu est raccordé.", check=" "),
        requirement("Le lieu est chauffé.", check=" ", rationale=" "),
        {"type": "paragraph", "content": [{"type": "reference", "attrs": {"target": "gone"}}]},
    )
    specification, facilitator = drafted(content=text)
    client.force_login(facilitator)
    there = specification.get_absolute_url()
    page = adoption_page(client, specification)
    assert {html.unescape(words): url for words, url in links_of(page).items()} == {
        "1 Bruit & <silence>": f"{there}#s-h1",
        "TIC-001": f"{there}#TIC-001",
        "TIC-002": f"{there}#TIC-002",
    }
    shown = html.unescape(re.sub("<[^>]*>", "", page))
    assert "refusez-les (Début du texte, 1 Bruit & <silence>)." in shown
    assert "qui n’existe plus (1 Bruit & <silence>)." in shown
    assert "vérifiées : TIC-001, TIC-002." in shown and "pas de justification : TIC-002." in shown


def test_a_refusal_to_open_says_where_it_is(client):
    specification, facilitator = drafted(content=doc(requirement("Le lieu est chauffé.", check=" ")))
    with pytest.raises(GroupRefusal, match="TIC-001"):
        consulted(specification, facilitator)


def test_before_the_vote_the_page_leads_to_the_comments_that_wait(client):
    specification, facilitator = drafted()
    asked = consulted(specification, facilitator)
    comment(asked, text="Trop court.", by=facilitator)
    close_consultation(asked, by=facilitator)
    client.force_login(facilitator)
    answers = f"{asked.get_absolute_url()}reponses/"
    assert links_of(adoption_page(client, specification))["Répondre aux commentaires"] == answers
    answer_comment(asked.comments.get(), answer=Answers.ACCEPTED, reason="", by=facilitator)
    assert answers not in links_of(adoption_page(client, specification)).values()


def test_very_many_places_are_cut_and_signs_of_html_stay_signs():
    spots = tuple(Spot(f"S{number}", f"s-{number}") for number in range(MOST + 5))
    assert str(obstacle("À voir.", spots)).count("S") == MOST
    assert str(obstacle("À voir.", spots)).endswith(f"S{MOST - 1}, et 5 autres).")
    linked = obstacle("<i>À voir.", (Spot("<b>", '"'), Spot("Début"))).linked("/texte/")
    assert linked == '&lt;i&gt;À voir (<a href="/texte/#&quot;">&lt;b&gt;</a>, Début).'
