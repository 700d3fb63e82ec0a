"""One row read: what each cell means, why the row cannot be taken, and which fields are left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.members.models import College
from portal.spreadsheets import Row
from portal.spreadsheets.values import Unreadable, read_email, read_text

from . import values
from .colleges import read_college

NAME, SHORT_NAME, PERSON_NAME, COMMUNE = 250, 100, 150, 100


@dataclass
class Cells:
    """A row's meaning. `reasons` refuse the row; `notes` tell what of it is left out."""

    organisation: str = ""
    short_name: str = ""
    college: College | None = None
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    kind: str = ""
    since: date | None = None
    joined_on: date | None = None
    siren: str = ""
    commune: str = ""
    website: str = ""
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def names_somebody(self):
        """Whether the row is about a person too."""
        return bool(self.last_name or self.first_name or self.email)

    def organisation_values(self) -> dict[str, Any]:
        """The organisation's fields that the row fills."""
        names = ("short_name", "college", "joined_on", "siren", "commune", "website")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def read_cells(row: Row, colleges: Sequence[College]) -> Cells:
    """Reads every recognised cell of the row."""
    told = row.values
    cells = Cells()

    def read(name, reader, *, optional=False):
        try:
            setattr(cells, name, reader(told.get(name)))
        except Unreadable as reason:
            said = _("%(reason)s: left out") % {"reason": reason} if optional else str(reason)
            (cells.notes if optional else cells.reasons).append(said)

    read("organisation", lambda value: read_text(value, NAME))
    read("short_name", lambda value: read_text(value, SHORT_NAME))
    read("college", lambda value: read_college(value, colleges))
    read("last_name", lambda value: read_text(value, PERSON_NAME))
    read("first_name", lambda value: read_text(value, PERSON_NAME))
    read("email", read_email)
    read("kind", values.read_kind)
    read("since", values.read_date)
    read("joined_on", values.read_date)
    read("phone", values.read_phone, optional=True)
    read("siren", values.read_siren, optional=True)
    read("commune", lambda value: read_text(value, COMMUNE), optional=True)
    read("website", values.read_website, optional=True)
    if told["organisation"] is None:
        cells.reasons.insert(0, _("no organisation is named"))
    return cells
