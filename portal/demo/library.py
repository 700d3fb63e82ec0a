"""The benchmark library: what the association's own presentation says of elsewhere, and two fictional places."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from portal import roles
from projects.actions import close_project, save_closing
from projects.enums import Outcomes, PlaceKinds, PlaceModels, ProjectRoles, Sector, Stages, Surroundings
from projects.models import BenchmarkPlace, BenchmarkSource, Milestone, Project, ProjectRole

PRESENTATION = "Initiatives Télécentres 77, présentation de l’association, mai 2013"
PRESS = "Presse régionale, juillet 2012"
INVENTED = "Lieu inventé pour la démonstration"

# What is not in the source is not here: the sheet says that it is not known.
SHEETS = [
    {
        "slug": "smart-work-centers",
        "name": "Smart Work Centers",
        "kind": PlaceKinds.NETWORK,
        "country": "Pays-Bas",
        "places_count": 120,
        "description": "120 Smart Work Centers en 2012, dont la moitié à Amsterdam.",
        "source": PRESENTATION,
    },
    {
        "slug": "programme-wallon",
        "name": "Programme de la Région wallonne",
        "kind": PlaceKinds.PROGRAMME,
        "country": "Belgique",
        "town": "Wallonie",
        "model": PlaceModels.PUBLIC,
        "operator": "Région wallonne",
        "source": PRESENTATION,
    },
    {
        "slug": "appel-a-projets-ile-de-france",
        "name": "Appel à projets « télécentres et espaces de coworking »",
        "kind": PlaceKinds.PROGRAMME,
        "country": "France",
        "town": "Île-de-France",
        "operator": "Région Île-de-France",
        "description": "Les premiers lauréats ont été désignés en juillet 2012.",
        "source": PRESS,
    },
    {
        "slug": "la-filature",
        "name": "La Filature (fictif)",
        "country": "France",
        "town": "Valfleury (fictif)",
        "opened_year": 2011,
        "surface": 640,
        "seats": 48,
        "price_day": Decimal(18),
        "price_month": Decimal(210),
        "model": PlaceModels.MIXED,
        "operator": "Société d’économie mixte (fictive)",
        "funding": "Investissement : 60 % de fonds publics, 40 % de la société.\nFonctionnement : location des postes.",
        "lessons": "La moitié des postes est louée au mois par trois entreprises, ce qui paie les charges fixes.\n"
        "L’accueil compte plus que le mobilier.",
        "source": INVENTED,
    },
    {
        "slug": "la-maison-du-bourg",
        "name": "La Maison du Bourg (fictif)",
        "country": "France",
        "town": "Sainte-Agathe-des-Prés (fictif)",
        "opened_year": 2012,
        "surface": 180,
        "seats": 14,
        "price_day": Decimal("9.50"),
        "price_month": Decimal(95),
        "model": PlaceModels.ASSOCIATION,
        "operator": "Association d’habitants (fictive)",
        "funding": "Local prêté par la commune, équipement payé par une subvention.",
        "lessons": "Sans animateur deux jours par semaine, personne ne revient.",
        "source": INVENTED,
    },
]


def load(people):
    """Five published sheets, each with its source; and a fictional project that has ended."""
    for sheet in SHEETS:
        fields = {name: value for name, value in sheet.items() if name != "source"}
        place = BenchmarkPlace.objects.create(is_published=True, **fields)
        BenchmarkSource.objects.create(place=place, title=sheet["source"])
    _close(people["staff"])


def _close(staff):
    """Fictional: a project that was given up, with its balance sheet."""
    project = Project.objects.create(
        slug="sainte-agathe",
        name="Télécentre de Sainte-Agathe (fictif)",
        territory="Sainte-Agathe-des-Prés (fictif)",
        surroundings=Surroundings.RURAL,
        sector=Sector.PUBLIC,
        stage=Stages.STUDY,
        summary="Projet fictif : il montre comment se clôt un projet abandonné.",
        created_at=timezone.now() - timedelta(days=700),
    )
    roles.grant(ProjectRole, anchor=project, person=staff, role=ProjectRoles.ACCOMPANIER, by=staff)
    for order, title in enumerate(["Note d’opportunité", "Diagnostic des besoins"], 1):
        Milestone.objects.create(project=project, order=order, title=title)
    answers = {
        "outcome": Outcomes.ABANDONED,
        "closed_on": timezone.localdate() - timedelta(days=90),
        "planned": "Douze postes dans l’ancienne école, ouverts à la rentrée.",
        "done": "La note d’opportunité et six visites ; le diagnostic n’a pas été commandé.",
        "cost": 4200,
        "funding": "La commune, sur ses fonds propres.",
        "helped": "L’accueil du conseil municipal.",
        "hindered": "Le bâtiment a été vendu pendant l’étude.",
        "next_steps": "Reprendre avec la commune voisine, qui a un local.",
        "lessons": "S’assurer du local, par écrit, avant de lancer l’étude.",
    }
    closing = save_closing(project, by=staff, version=0, values=answers)
    close_project(closing, by=staff, version=closing.version)
