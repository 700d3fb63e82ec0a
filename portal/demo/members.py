"""The members of the demonstration: the published list of 2013, imported as anybody would, then well spelled.

The published list is in capitals; case and accents are ours. The organisations of the accounts `member` and `expert`
are fictional and not shown on the site: nobody real is given a representative.
"""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from portal.members.actions import import_workbook
from portal.members.enums import MandateKinds
from portal.members.models import College, Mandate, Organisation
from portal.text import fold

LIST = Path(__file__).parent / "files" / "adherents-2013.xlsx"
# Full name, short name; the printed spelling is the same once folded, or stands third.
SPELLINGS = [
    ("Conseil général de Seine-et-Marne", "CG 77"),
    ("Seine-et-Marne Développement", ""),
    ("Chambre de commerce et d’industrie de Seine-et-Marne", "CCI Seine-et-Marne"),
    ("EPAMARNE / EPAFRANCE", ""),
    ("Aménagement 77", ""),
    ("IFIS – Université Paris-Est Marne-la-Vallée", "IFIS"),
    ("Communauté d’agglomération Marne et Chantereine", "CA Marne et Chantereine"),
    ("Communauté d’agglomération du Pays de Meaux", "CA du Pays de Meaux"),
    ("Communauté d’agglomération Melun Val de Seine", "CA Melun Val de Seine"),
    ("Communauté de communes du Pays de Fontainebleau", "CC du Pays de Fontainebleau"),
    ("Communauté de communes du Pays de l’Ourcq", "CC du Pays de l’Ourcq"),
    ("Communauté de communes La Brie des Morin", "CC La Brie des Morin"),
    ("Communauté de communes des Pays de Seine", "CC des Pays de Seine"),
    ("Communauté de communes du Bocage Gâtinais", "CC du Bocage Gâtinais"),
    ("Commune de Bussy-Saint-Georges", "Bussy-Saint-Georges"),
    ("Commune de La Ferté-sous-Jouarre", "La Ferté-sous-Jouarre"),
    ("SAN du Val d’Europe", ""),
    ("SAN du Val Maubuée", ""),
    ("SAN Sénart", ""),
    ("Allied", ""),
    ("Cisco", ""),
    ("EMS RATP", ""),
    ("France Télécom / Orange", "Orange"),
    ("Regus", ""),
    ("Semafor 77", ""),
    ("SNCF", ""),
    ("Aéropôle", ""),
    ("Agence Fostine Ferro", ""),
    ("ARA21", ""),
    ("Brie’Nov", ""),
    ("Buro’Nomade", ""),
    ("Conceptuance", ""),
    ("Concept Bureau", ""),
    ("CFE-CGC", ""),
    ("CGPME 77", ""),
    ("Château de Bourron", ""),
    ("DG Services", ""),
    ("GIE Communes 21", ""),
    ("Initis", ""),
    ("Meetrix", ""),
    ("Métaconcepts", ""),
    ("Néopole", ""),
    ("Distance Expert", ""),
]


def load(people):
    """The 43 members of 2013 in their colleges, and what the accounts `member` and `expert` stand for."""
    import_workbook(LIST, name=LIST.name)
    for name, short_name in SPELLINGS:
        organisation = Organisation.objects.get(name_folded=fold(name))
        organisation.name, organisation.short_name = name, short_name
        organisation.save()
    commune = Organisation.objects.create(
        name="Commune de Valfleury (fictif)",
        short_name="Valfleury (fictif)",
        college=College.objects.get(number=2),
        commune="Valfleury",
        presentation="Commune imaginaire de la démonstration : son compte montre l’espace des adhérents.",
        is_listed=False,
    )
    office = Organisation.objects.create(
        name="Cabinet Delmas (fictif)",
        college=College.objects.get(has_votes=False),
        presentation="Cabinet imaginaire de la démonstration, au comité d’experts.",
        is_listed=False,
    )
    since = timezone.localdate() - timedelta(days=400)
    for organisation, account in [(commune, "member"), (office, "expert")]:
        Mandate.objects.create(
            organisation=organisation, person=people[account], kind=MandateKinds.REPRESENTATIVE, since=since
        )
