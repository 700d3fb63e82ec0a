"""A short conversation about the study of Melun, and one message at its current milestone; all fictional."""

from datetime import timedelta

from django.utils import timezone

from portal.threads import place
from portal.threads.actions import opened_thread
from portal.threads.models import Mention, Post, Reading
from projects.models import Milestone, Project


def load(people):
    """The lead asks, the accompanier answers; the last word is new to the lead."""
    lead, staff = people["lead"], people["staff"]
    melun = Project.objects.get(slug="melun")
    where = place("project", str(melun.pk))
    first = _say(
        where, lead, 9, f"Bonjour @{staff},\nle comité de pilotage demande s’il faut consulter les entreprises."
    )
    Mention.objects.create(post=first, person=staff)
    _say(where, staff, 8, "Bonjour,\noui, une dizaine suffit. Le questionnaire type est sur le site, page Ressources.")
    answer = _say(where, lead, 2, "Merci ! Le questionnaire est parti ce matin à quatorze entreprises de la zone.")
    last = _say(
        where, staff, 1, "Très bien. Prévoyez une relance dans dix jours : la moitié répond à la seconde lettre."
    )
    Reading.objects.create(thread=last.thread, person=staff, read_to=last.pk)
    Reading.objects.create(thread=last.thread, person=lead, read_to=answer.pk)
    current = Milestone.objects.with_lead().filter(project=melun).first()
    at_milestone = place("milestone", str(current.public_id))
    _say(at_milestone, lead, 1, "Faut-il joindre les réponses une à une, ou la synthèse suffit-elle ?")


def _say(where, author, days_ago, text):
    at = timezone.localtime().replace(hour=9, minute=12, second=0, microsecond=0) - timedelta(days=days_ago)
    return Post.objects.create(thread=opened_thread(where), author=author, text=text, posted_at=at)
