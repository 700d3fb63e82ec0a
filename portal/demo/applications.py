"""Fictional projects of future leads: one waits for the staff, one for its sender."""

from datetime import timedelta

from django.utils import timezone

from projects.enums import ApplicationStatus, Sector, Stages, Surroundings
from projects.models import Application, ApplicationNote, ApplicationStep


def load(people):
    """Two applications with their past dates; no mail leaves."""
    _received(
        5,
        name="Espace partagé de Montclair (fictif)",
        territory="Montclair et six communes voisines (fictif)",
        holder="Communauté de communes du Val Clair (fictif)",
        surroundings=Surroundings.RURAL,
        sector=Sector.PUBLIC,
        summary="L’ancienne perception est libre depuis janvier : 180 m² au-dessus de la poste. Une quarantaine "
        "d’habitants prennent chaque matin le train de 6 h 52.\nNous cherchons par où commencer.",
        first_name="Hélène",
        last_name="Marchais (fictif)",
        email="h.marchais@valclair.example",
        phone="01 99 00 12 34",
    )
    asked = _received(
        72,
        name="Bureaux de la Fonderie (fictif)",
        territory="Roches-sur-Orvanne (fictif)",
        holder="SCI La Fonderie (fictif)",
        surroundings=Surroundings.URBAN,
        sector=Sector.PRIVATE,
        summary="Une halle de 900 m² à reconvertir en bureaux à la journée.",
        first_name="Paul",
        last_name="Amiot (fictif)",
        email="p.amiot@lafonderie.example",
    )
    question = "Avez-vous déjà rencontré la commune ? Son accord conditionne notre accompagnement."
    _step(asked, ApplicationStatus.MORE_ASKED, days_ago=66, by=people["staff"], text=question)
    ApplicationNote.objects.create(
        application=asked,
        by=people["staff"],
        at=_moment(66),
        text="Surface intéressante, mais le projet paraît surtout immobilier.",
    )


def _received(days_ago, **given):
    application = Application.objects.create(
        stage=Stages.OPPORTUNITY, received_at=_moment(days_ago), status_since=_moment(days_ago), **given
    )
    _step(application, ApplicationStatus.RECEIVED, days_ago=days_ago, from_status="")
    return application


def _step(application, status, *, days_ago, by=None, text="", from_status=None):
    ApplicationStep.objects.create(
        application=application,
        number=application.steps.count() + 1,
        from_status=application.status if from_status is None else from_status,
        to_status=status,
        by=by,
        text=text,
        at=_moment(days_ago),
    )
    application.status, application.status_since = status, _moment(days_ago)
    # Reminded already: the demonstration sends no mail to addresses nobody reads.
    application.reminded_at = _moment(days_ago - 60) if days_ago > 60 else None
    application.save()


def _moment(days_ago):
    return timezone.localtime().replace(hour=9, minute=40, second=0, microsecond=0) - timedelta(days=days_ago)
