"""The benchmark library: what the association's own presentation says of elsewhere, and two fictional places."""

from decimal import Decimal

from projects.enums import PlaceKinds, PlaceModels
from projects.models import BenchmarkPlace, BenchmarkSource

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
        "name": "Appel à projets « télécentres et espaces de coworking »",
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
        "funding": "Investissement : 60 % de fonds publics, 40 % de la société.\nFonctionnement : location des postes.",
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
    """Five published sheets, each with its source."""
    for sheet in SHEETS:
        fields = {name: value for name, value in sheet.items() if name != "source"}
        place = BenchmarkPlace.objects.create(is_published=True, **fields)
        BenchmarkSource.objects.create(place=place, title=sheet["source"])
