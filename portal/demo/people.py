"""The demonstration's accounts: fictional people of evident addresses, one for each thing a person does here."""

from dataclasses import dataclass

from portal import roles
from portal.people.actions import know_person
from portal.people.models import Person

PASSWORD = "demo-it77"  # noqa: S105 (printed by `make run`: the demonstration's accounts are everybody's)
DOMAIN = "it77.example"


@dataclass(frozen=True)
class Account:
    """One line of the list `make run` prints."""

    name: str
    first_name: str
    last_name: str
    does: str

    @property
    def email(self):
        return f"{self.name}@{DOMAIN}"


ACCOUNTS = [
    Account("admin", "Solène", "Kerbrat", "administratrice"),
    Account("staff", "Camille", "Vasseur", "accompagnatrice, permanente de l’association"),
    Account("expert", "Hugo", "Delmas", "comité d’experts"),
    Account("lead", "Nadia", "Ferrand", "porteuse du projet de Melun"),
    Account("lead2", "Thierry", "Morvan", "porteur du projet de Sénart"),
    Account("director", "Florence", "Aubry", "directrice du projet d’Ormeval (fictif) : elle vise les dépôts"),
    Account("facilitator", "Élise", "Chambon", "animatrice du premier groupe de travail"),
    Account("editor", "Julien", "Marchais", "rédacteur dans ce groupe"),
    Account("editor2", "Aïcha", "Benali", "rédactrice dans ce groupe"),
    Account("commenter", "Paul", "Trévisan", "commentateur dans ce groupe"),
    Account("reader", "Mireille", "Gasnier", "lectrice dans ce groupe"),
    Account("member", "Bernard", "Lacaze", "représentant d’un adhérent"),
    Account("organiser", "Sophie", "Hamelin", "organisatrice de la prochaine étape"),
    Account("door", "Yanis", "Roche", "pointage à l’accueil"),
]

ASSOCIATION_ROLES = {"admin": roles.AssociationRoles.ADMINISTRATOR, "staff": roles.AssociationRoles.STAFF}


def load_accounts() -> None:
    """Makes the accounts, their address proven, and gives the association's own roles."""
    for account in ACCOUNTS:
        person = know_person(
            email=account.email, first_name=account.first_name, last_name=account.last_name, proven=True
        )
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        if role := ASSOCIATION_ROLES.get(account.name):
            roles.grant(roles.AssociationRole, person=person, role=role, by=None)


def demo_people() -> dict[str, Person]:
    """The accounts by short name (`lead`, `reader`…), for the apps' own loaders."""
    known = {person.email: person for person in Person.objects.filter(email__in=[a.email for a in ACCOUNTS])}
    return {account.name: known[account.email] for account in ACCOUNTS}
