"""The register as an import sees it: read once, then completed by what the rows above would add."""

from collections import defaultdict

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from portal.members.models import College, Mandate, Organisation
from portal.members.names import halves, spelled_out
from portal.people.models import Person
from portal.spreadsheets.values import Unreadable
from portal.text import fold

from .plan import DraftMandate, DraftOrganisation, DraftPerson

AT_ONCE = 500  # addresses in one query: SQLite takes about 30,000 parameters, older ones 999


class Register:
    """Finds organisations by either name, people by address, mandates by all three."""

    def __init__(self, emails):
        self.colleges = list(College.objects.all())
        self._by_name = defaultdict(list)
        self._by_short_name = defaultdict(list)
        self._by_spelling = defaultdict(list)
        self._by_half = defaultdict(list)
        self._people = {}
        self._mandates = {}
        self._people_at = defaultdict(list)
        self._read_people(emails)
        drafts = {row.pk: self.add(DraftOrganisation(row)) for row in Organisation.objects.select_related("college")}
        self._read_mandates(drafts)

    def organisation(self, name, short_name=""):
        """The organisation known under that name, whole or short, or None. Raises Unreadable when several are."""
        wholes = [fold(text) for text in (name, short_name) if text]
        looked_up = [
            [draft for key in wholes for draft in index[key]] for index in (self._by_name, self._by_short_name)
        ]
        looked_up += [
            [draft for key in wholes for draft in index[spelled_out(key)]]
            for index in (self._by_spelling, self._by_half)
        ]
        for found in looked_up:
            different = list(dict.fromkeys(found))
            if len(different) > 1:
                names = ", ".join(draft.organisation.name for draft in different[:3])
                raise Unreadable(_("several organisations answer to this name: %(names)s") % {"names": names})
            if different:
                return different[0]
        return None

    def add(self, draft):
        """Makes an organisation findable."""
        organisation = draft.organisation
        self._by_name[fold(organisation.name)].append(draft)
        self.add_short_name(draft)
        self._by_spelling[spelled_out(fold(organisation.name))].append(draft)
        for half in halves(organisation.name):
            self._by_half[spelled_out(half)].append(draft)
        return draft

    def add_short_name(self, draft):
        """Makes an organisation findable by its short name too."""
        if key := fold(draft.organisation.short_name):
            self._by_short_name[key].append(draft)
            self._by_spelling[spelled_out(key)].append(draft)

    def person_by_email(self, email):
        """Who is known, or was named in a row above, under this address; None if nobody."""
        return self._people.get(email)

    def add_person(self, draft):
        """Makes somebody with an address findable."""
        if draft.email:
            self._people[draft.email] = draft

    def mandate(self, organisation, person, kind):
        """The running mandate of that kind, or None."""
        return self._mandates.get((organisation, person, kind))

    def namesake(self, organisation, name):
        """Somebody of that name who already has a running mandate there; None if nobody, or several."""
        wanted = sorted(fold(name).split())
        found = {person for person in self._people_at[organisation] if _words(person) == wanted}
        return found.pop() if len(found) == 1 else None

    def add_mandate(self, draft):
        """Makes a mandate findable."""
        self._mandates[draft.organisation, draft.person, draft.mandate.kind] = draft
        self._people_at[draft.organisation].append(draft.person)

    def _read_people(self, emails):
        wanted = sorted(emails)
        for start in range(0, len(wanted), AT_ONCE):
            addresses = wanted[start : start + AT_ONCE]
            proven = EmailAddress.objects.filter(email__in=addresses, verified=True).select_related("user")
            known = [(row.email, row.user) for row in proven]
            known += [(person.email, person) for person in Person.objects.filter(email__in=addresses)]
            self._people.update({email: self._draft_person(person, email) for email, person in known})

    def _read_mandates(self, drafts):
        known = {draft.known.pk: draft for draft in self._people.values()}
        for row in Mandate.objects.filter(until=None).select_related("person"):
            person = known.setdefault(row.person_id, self._draft_person(row.person, row.person.email))
            self.add_mandate(DraftMandate(drafts[row.organisation_id], person, row))

    @staticmethod
    def _draft_person(person, email):
        return DraftPerson(email, person.first_name, person.last_name, person.phone, known=person)


def _words(person):
    return sorted(fold(f"{person.first_name} {person.last_name}").split())
