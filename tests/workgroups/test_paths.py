"""The ways through a group's pages: heavy acts that ask first, days as they came to be, where an address leads."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from portal.cms.identity import current_identity
from portal.pages.models import GroupIndexPage
from tests.coediting.texts import doc, requirement
from tests.factories.adoption import adopted, consulted, drafted, put_to_vote, soon
from tests.factories.pages import HomePageFactory
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import GroupRefusal, answer_comment, close_consultation, comment, publish_erratum, withdraw_vote
from workgroups.enums import Answers, Audience, FileKinds, GroupRoles, SpecificationStatus, VoteModes
from workgroups.forms.search import SearchForm
from workgroups.models import Consultation, GroupRole, Vote
from workgroups.publishing import written
from workgroups.readiness import obstacles, remarks

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return drafted()


def address(name, specification, *more):
    return reverse(f"workgroups:{name}", args=[specification.group.slug, specification.document_id, *more])


def day(moment):
    """As pages write it: of a moment or a date."""
    return date_format(timezone.localdate(moment) if hasattr(moment, "hour") else moment)


def page_of(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_ending_a_role_asks_first_and_says_what_follows(client):
    group = GroupFactory(name="Surfaces et accueil")
    reader = person_with(GroupRoles.READER, group, first_name="Léa", last_name="Petit")
    row = GroupRole.objects.get(person=reader)
    end = reverse("workgroups:role-end", args=[group.slug, row.pk])
    client.force_login(reader)
    assert client.get(end).status_code == 403
    client.force_login(person_with(GroupRoles.FACILITATOR, group))
    people = page_of(client, reverse("workgroups:group-people", args=[group.slug]))
    assert f'href="{end}"' in people and f'action="{end}"' not in people
    asked = page_of(client, end)
    assert "Léa Petit quitte Surfaces et accueil tout de suite" in asked and "Garder le rôle" in asked
    row.refresh_from_db()
    assert not row.has_ended
    client.post(end)
    row.refresh_from_db()
    assert row.has_ended


def test_closing_a_consultation_early_asks_first_and_says_what_follows(draft, client):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator)
    comment(consultation, text="Bien.", by=facilitator)
    close = address("consultation-close", specification, consultation.public_id)
    client.force_login(person_with(GroupRoles.EDITOR, specification.group))
    assert client.get(close).status_code == 403
    client.force_login(facilitator)
    page = page_of(client, consultation.get_absolute_url())
    assert f'href="{close}"' in page and f'action="{close}"' not in page
    asked = page_of(client, close)
    assert "ne peut pas être rouverte" in asked and "Le commentaire reçu reste" in asked
    assert Consultation.objects.get().closed_at is None
    client.post(close)
    assert Consultation.objects.get().closed_at is not None
    assert "<form" not in page_of(client, close).partition("<main")[2].partition("</main>")[0]


def test_periods_end_on_the_day_they_were_closed(draft, client):
    specification, facilitator = draft
    vote = put_to_vote(specification, facilitator)
    withdraw_vote(vote, reason="Une erreur.", by=facilitator)
    begun, closed = timezone.now() - timedelta(days=9), timezone.now() - timedelta(days=2)
    for steps in (Vote.objects, Consultation.objects):
        steps.update(opened_at=begun, closed_at=closed)
    client.force_login(facilitator)
    page = page_of(client, address("adoption-detail", specification))
    period = f"{day(begun)} – {day(closed)}"
    assert page.count(period) == 2 and day(soon()) not in page.partition("Historique des consultations")[0]
    assert day(soon()) not in page_of(client, vote.get_absolute_url())


def test_periods_that_the_clock_closed_end_on_the_last_day_announced(draft):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator)
    close_consultation(consultation, now=timezone.now() + timedelta(days=11))
    assert Consultation.objects.get().last_day == soon()


def test_requirements_that_do_not_say_how_they_are_checked_are_not_ready():
    text = doc(
        requirement("Le lieu est raccordé.", code="TIC-001"),
        requirement("Le lieu est chauffé.", code="TIC-002", check=" "),
        requirement("Le lieu est ouvert.", code="TIC-003", rationale="", identifier="r3"),
    )
    (found,) = obstacles(text, has_requirements=True, of=None)
    found = str(found)
    assert "TIC-002" in found and "TIC-001" not in found and "TIC-003" not in found
    (named,) = remarks(text)
    named = str(named)
    assert "TIC-003" in named and "TIC-002" not in named


def test_the_page_names_what_stays_blank_and_nothing_opens_without_a_check(client):
    text = doc(requirement("Le lieu est chauffé.", rationale=" "))
    specification, facilitator = drafted(content=text)
    client.force_login(facilitator)
    page = page_of(client, address("adoption-detail", specification))
    assert "ne donnent pas de justification" in page and "Ouvrir une consultation" in page
    unchecked, facilitator = drafted(content=doc(requirement("Le lieu est chauffé.", check=" ")), code_prefix="RES")
    with pytest.raises(GroupRefusal, match="comment elles sont vérifiées"):
        consulted(unchecked, facilitator)


def test_from_outside_the_address_of_a_text_leads_to_what_is_public_of_it(client):
    specification, facilitator = drafted()
    text = specification.get_absolute_url()
    assert client.get(text).url == f"{reverse('account_login')}?next={text}"
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    assert client.get(text).url == consultation.get_absolute_url()
    client.force_login(PersonFactory())
    assert client.get(text).url == consultation.get_absolute_url()
    close_consultation(consultation, by=facilitator)
    assert client.get(text).url == consultation.get_absolute_url()
    version = adopted(specification, facilitator)
    assert client.get(text).url == version.get_absolute_url()
    client.force_login(facilitator)
    assert client.get(text).status_code == 200


def test_from_outside_nothing_is_said_of_a_text_that_is_the_group_s(client):
    specification, facilitator = drafted()
    consulted(specification, facilitator)
    client.force_login(PersonFactory())
    assert client.get(specification.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("mode", "said"), [(VoteModes.VOTE, "peut clore le vote plus tôt"), (VoteModes.CONSENT, "jusqu’au dernier jour")]
)
def test_until_when_one_may_change_one_s_vote(draft, client, mode, said):
    specification, facilitator = draft
    vote = put_to_vote(specification, facilitator, mode=mode)
    client.force_login(facilitator)
    assert said in page_of(client, vote.get_absolute_url())


@pytest.mark.parametrize(("audience", "links"), [(Audience.GROUP, 0), (Audience.EVERYBODY, 2)])
def test_an_adopted_version_says_how_it_was_adopted(draft, client, audience, links):
    specification, facilitator = draft
    asked = consulted(specification, facilitator, audience=audience)
    comment(asked, text="Bien.", by=facilitator)
    answer_comment(asked.comments.get(), answer=Answers.ACCEPTED, reason="", by=facilitator)
    close_consultation(asked, by=facilitator)
    version = adopted(specification, facilitator)
    page = page_of(client, version.get_absolute_url())
    how = page[page.index('id="how"') :].partition("</ul>")[0]
    today = day(timezone.now())
    assert f"Consultation du {today} au {today}" in how
    assert "1 commentaire et sa réponse" in how and "sans commentaire" in how and "Adopté par vote" in how
    assert how.count(f'href="{asked.get_absolute_url()}') == links == how.count("href=")
    client.force_login(facilitator)
    assert f'href="{version.vote.get_absolute_url()}"' in page_of(client, version.get_absolute_url())


def test_the_list_of_groups_begins_with_one_s_own_and_leads_to_the_search(client):
    home = HomePageFactory()
    home.add_child(instance=GroupIndexPage(title="Groupes de travail", slug="groupes", locale=home.locale))
    own, other = GroupFactory(name="Surfaces et accueil"), GroupFactory(name="Réseaux")
    page = page_of(client, "/groupes/")
    assert "Mes groupes" not in page and "Surfaces et accueil" in page and "Réseaux" in page
    assert f'href="{reverse("workgroups:search")}"' in page
    client.force_login(person_with(GroupRoles.READER, own))
    mine, _, others = page_of(client, "/groupes/").partition("Mes groupes")[2].partition("Les autres groupes")
    assert own.name in mine and other.name not in mine
    assert other.name in others and own.name not in others


def test_visitors_see_whose_consultation_it_is_and_the_way_up(draft, client):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    page = page_of(client, consultation.get_absolute_url())
    group = specification.group
    assert f'<p class="lead">{group.name}</p>' in page and f'href="{group.get_absolute_url()}"' in page
    hidden, facilitator = drafted(GroupFactory(private=True), code_prefix="RES")
    asked = consulted(hidden, facilitator, audience=Audience.EVERYBODY)
    assert f'href="{hidden.group.get_absolute_url()}"' not in page_of(client, asked.get_absolute_url())


def test_the_search_offers_the_states_one_can_find(client):
    def offered():
        return [value for value, _ in SearchForm({}, person=person).fields["statut"].choices]

    person = AnonymousUser()
    assert offered() == ["", "adopted"]
    person = PersonFactory()
    assert offered() == ["", "adopted"]
    person = person_with(GroupRoles.READER, GroupFactory())
    assert offered() == ["", *SpecificationStatus.values]


def test_an_erratum_is_marked_at_its_place(draft, client):
    specification, facilitator = draft
    version = adopted(specification, facilitator)
    publish_erratum(version, anchor="TIC-002", text="Lire « fibre ou câble ».", by=facilitator)
    page = page_of(client, version.get_absolute_url())
    place = page[page.index('id="TIC-002"') :].partition("</section>")[0]
    assert 'href="#erratum-1"' in place and ">erratum 1<" in place
    other = page[page.index('id="TIC-001"') :].partition("</section>")[0]
    assert "erratum" not in other and 'href="#TIC-001"' in other


def test_the_road_to_adoption_shows_where_the_text_is(draft, client):
    specification, facilitator = draft
    client.force_login(facilitator)

    def here():
        page = page_of(client, address("adoption-detail", specification))
        steps = page[page.index('id="road"') :].partition("</ol>")[0]
        return re.findall(r'aria-current="step">.*?</span>([^<]+)<', steps), steps.count("✓")

    assert here() == (["Brouillon"], 0)
    consultation = consulted(specification, facilitator)
    assert here() == (["Consultation"], 1)
    said = comment(consultation, text="Bien.", by=facilitator)
    close_consultation(consultation, by=facilitator)
    assert here() == (["Réponses"], 2)
    answer_comment(said, answer=Answers.ACCEPTED, reason="", by=facilitator)
    assert here() == (["Vote"], 3)
    adopted(specification, facilitator)
    assert here() == (["Adopté"], 4)


def test_an_adopted_version_names_the_association_then_the_group(draft, client):
    specification, facilitator = draft
    version = adopted(specification, facilitator)
    named = f"{current_identity().name}, {version.group_name}"
    page = page_of(client, version.get_absolute_url())
    assert f'<p class="lead">{named}</p>' in page and f"data-to-copy>{named}, «" in page
    paper = pypdfium2.PdfDocument(written(version, FileKinds.PDF))
    assert named in " ".join(paper[0].get_textpage().get_text_range().split())
