"""What an import would do, row by row. Planning reads and writes nothing: the preview and the import share it."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from portal.members.models import Mandate, Organisation
from portal.people.models import Person

CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"


@dataclass
class PlannedRow:
    """One row's fate: what is done (in words), what is left out and why, and the reasons of a refusal."""

    number: int
    name: str
    who: str = ""
    outcome: str = UNCHANGED
    steps: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def refuse(self, *reasons):
        """Nothing of this row is imported."""
        self.outcome = REFUSED
        self.reasons.extend(str(reason) for reason in reasons)


@dataclass(eq=False)
class DraftPerson:
    """Somebody a row names: known already, or to be made."""

    email: str
    first_name: str
    last_name: str
    phone: str
    known: Person | None = None
    is_planned: bool = False

    @property
    def name(self):
        """As on the screen: names, or the address."""
        return f"{self.first_name} {self.last_name}".strip() or (str(self.known) if self.known else self.email)


@dataclass(eq=False)
class DraftOrganisation:
    """An organisation with the values it will have, and which row gave each."""

    organisation: Organisation
    given: dict[str, tuple[object, int]] = field(default_factory=dict)
    is_changed: bool = False

    @property
    def is_new(self):
        """Not in the register yet."""
        return self.organisation.pk is None


@dataclass(eq=False)
class DraftMandate:
    """A mandate to make, or one whose beginning becomes known."""

    organisation: DraftOrganisation
    person: DraftPerson
    mandate: Mandate
    row: int | None = None
    is_changed: bool = False


@dataclass
class Plan:
    """The rows, what stands around them, and what `apply` writes."""

    sheet: str
    header_row: int
    columns: list[str]
    left_aside: list[str]
    rows: list[PlannedRow] = field(default_factory=list)
    ignored: list[int] = field(default_factory=list)
    amounts: int = 0
    organisations: list[DraftOrganisation] = field(default_factory=list)
    people: list[DraftPerson] = field(default_factory=list)
    mandates: list[DraftMandate] = field(default_factory=list)

    @property
    def counts(self):
        """Rows by outcome: {"created": 42, …}."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in (CREATED, UPDATED, UNCHANGED, REFUSED)}

    @property
    def changes_something(self):
        """Whether applying it would write anything."""
        return any(row.outcome in (CREATED, UPDATED) for row in self.rows)

    @property
    def fingerprint(self):
        """Equal for two plans that would do the same; it does not depend on the language of the reader."""
        told = [
            *((row.number, row.name, row.who, row.outcome) for row in self.rows),
            *(
                (draft.organisation.name, sorted((name, str(value)) for name, (value, _row) in draft.given.items()))
                for draft in self.organisations
                if draft.is_new or draft.is_changed
            ),
            *(
                (draft.organisation.organisation.name, draft.person.email, draft.mandate.kind, draft.mandate.since)
                for draft in self.mandates
                if draft.is_changed
            ),
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()
