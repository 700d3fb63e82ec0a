"""A group meets: notice, answer from the mail, attendance, minutes written by two and adopted, an action done."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.servers.browser import axe, looked_at
from tests.servers.portal import text_of
from workgroups.models import Meeting, Minutes, WorkingGroup

GROUP = "/groupes/amenagement/"


def over(meeting):
    """The meeting as if it had ended an hour ago."""
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))


def test_from_the_notice_to_the_action_that_is_done(browse, site):
    facilitator, lead = browse("editor2"), browse("lead")
    facilitator.goto(GROUP)
    looked_at(facilitator)
    facilitator.get_by_role("link", name="Réunions").click()
    facilitator.get_by_role("link", name=re.compile("Prévoir")).click()
    facilitator.locator("[name=starts_at]").fill("2031-03-12T14:00")
    facilitator.locator("[name=ends_at]").fill("2031-03-12T16:00")
    facilitator.locator("[name=agenda]").fill("Acoustique\nLumière")
    facilitator.get_by_role("button", name="Prévoir la réunion").click()
    facilitator.get_by_text("La réunion est prévue").wait_for()
    meeting = Meeting.objects.get(group__slug="amenagement", agenda__startswith="Acoustique")
    looked_at(facilitator)

    # The lead answers by the link of the mail.
    mail = text_of(site.wait_for_mail("lead@it77.example", "Réunion du 12 mars 2031"))
    lead.goto(re.search(rf"{site.url}/groupes/\S+/reunions/reponse/\S+", mail).group())
    lead.get_by_label("Je participe à distance").check()
    lead.get_by_role("button", name="Enregistrer ma réponse").click()
    lead.get_by_text("Votre réponse est notée").wait_for()
    axe(lead)

    # On the day: attendance, then minutes that two people write.
    over(meeting)
    facilitator.goto(meeting.get_absolute_url())
    facilitator.get_by_role("link", name="Pointer les présences").click()
    name = WorkingGroup.objects.get(slug="amenagement").roles.get(person__email="lead@it77.example").person
    row = facilitator.get_by_role("group", name=re.compile(str(name)))
    row.get_by_text("À distance", exact=True).click()
    looked_at(facilitator)
    facilitator.get_by_role("button", name="Enregistrer et fermer").click()
    facilitator.get_by_role("button", name="Commencer le compte rendu").click()
    expect(facilitator.locator(".ProseMirror")).to_contain_text("Acoustique")
    lead.goto(facilitator.url)
    expect(lead.locator(".ProseMirror")).to_contain_text(f"À distance : {name}")
    lead.locator(".ProseMirror p").last.click()
    lead.keyboard.type("Trois essais seront faits.")
    expect(facilitator.locator(".ProseMirror")).to_contain_text("Trois essais seront faits.")
    expect(lead.locator("#save-state")).to_have_text("Enregistré")

    # Sent for remarks, adopted once the day is over, frozen.
    facilitator.goto(f"{meeting.get_absolute_url()}#minutes")
    facilitator.get_by_role("button", name="Envoyer le compte rendu").click()
    facilitator.get_by_text("Le compte rendu est envoyé aux personnes présentes").wait_for()
    lead.goto(meeting.get_absolute_url())
    lead.locator("#note_text").fill("Quatre essais.")
    lead.get_by_role("button", name="Envoyer ma remarque").click()
    looked_at(lead)
    Minutes.objects.filter(meeting=meeting).update(remarks_until=timezone.localdate() - timedelta(days=1))
    facilitator.reload()
    facilitator.locator("#minutes button", has_text="Adopter le compte rendu").click()
    facilitator.get_by_text("Le compte rendu est adopté").wait_for()
    site.wait_for_mail("lead@it77.example", "adopté –")
    lead.goto(f"{meeting.get_absolute_url()}compte-rendu/")
    expect(lead.locator(".editor-text")).to_contain_text("Trois essais seront faits.")
    expect(lead.get_by_role("toolbar")).to_have_count(0)
    looked_at(lead)

    # What was decided is entrusted to the lead, who does it.
    facilitator.locator("#actions summary").click()
    facilitator.locator("#todo_text").fill("Mesurer le bruit à Melun")
    facilitator.locator("#actions [name=person]").select_option(label=str(name))
    facilitator.get_by_role("button", name="Noter l’action").click()
    facilitator.get_by_text("L’action est notée").wait_for()
    lead.goto("/espace/")
    lead.get_by_role("link", name="Voir l’action – Mesurer le bruit à Melun").click()
    looked_at(lead)
    lead.get_by_role("button", name=re.compile("C’est fait – Mesurer")).click()
    lead.get_by_text("L’action est faite").wait_for()
