"""Reading a list of people to invite, pasted or from a workbook: one a line, each with what is wrong with it."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal import spreadsheets

from .actions.inviting import invited_addresses

MOST_AT_ONCE = 2_000
LINES_SHOWN = 20  # of those that are told one by one
LONGEST_NAME, LONGEST_ADDRESS = 200, 254
RECOGNISED = {
    "email": ["Adresse électronique", "Courriel", "E-mail", "Email", "Mail", "Adresse e-mail", "E-mail address"],
    "first_name": ["Prénom", "First name"],
    "last_name": ["Nom", "Nom de famille", "Last name", "Name", "Nom et prénom"],
}
ADDRESS = re.compile(r"[^\s;,<>\"']*@[^\s;,<>\"']*")


@dataclass(frozen=True)
class Guest:
    """One line of the list. `problem` stops it (a bad address); `note` says why it is left out without harm."""

    number: int
    line: str
    email: str = ""
    name: str = ""
    problem: str = ""
    note: str = ""

    @property
    def is_good(self):
        return not (self.problem or self.note)

    @property
    def told(self):
        """What is said of a line that is left out."""
        return {"number": self.number, "line": self.line, "reason": self.problem or self.note}


def read_guests(event, text):
    """The `Guest`s of a pasted text: an address a line, with a name before or after it; blank lines are nothing."""
    seen, known = set(), invited_addresses(event)
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    return [_guest(number, line, seen, known) for number, line in lines if line]


def lines_of_workbook(upload):
    """The lines a workbook would be if it were pasted. Raises UnreadableWorkbook."""
    table = spreadsheets.read_table(upload, recognise=RECOGNISED, required=["email"])
    return [_as_line(row.values) for row in table.rows]


def _as_line(values):
    name = " ".join(str(values[key]) for key in ("first_name", "last_name") if values.get(key))
    return " ".join(f"{values.get('email') or ''} {name}".split())


def _guest(number, line, seen, known):
    found = ADDRESS.findall(line)
    email = found[0].rstrip(".") if found else ""
    name = " ".join(re.sub(r"[<>;,\t\"]+", " ", line.replace(found[0] if found else "", " ", 1)).split())
    problem, note = "", ""
    if len(found) > 1:
        problem = _("two addresses: one a line, please")
    elif not _is_address(email):
        problem = _("this is not an e-mail address")
    elif len(name) > LONGEST_NAME:
        problem = _("the name is too long")
    elif email.lower() in seen:
        note = _("already on a line above")
    elif email.lower() in known:
        note = _("already invited")
    seen.add(email.lower())
    return Guest(number, line, email, name, problem, note)


def _is_address(email):
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= LONGEST_ADDRESS
