"""The back office: people with a role over the association, and forms with rows as a browser sends them."""

import re

from portal import roles
from portal.roles import AssociationRole

from .people import PersonFactory


def person_of(role):
    """Somebody with this role over the association; without any where `role` is None."""
    person = PersonFactory()
    if role:
        roles.grant(AssociationRole, person=person, role=role, by=None)
    return person


def rows(prefix, given):
    """What is sent for the rows of an inline panel, the saved ones (with an `id`) and the new ones, in this order."""
    saved = sum(bool(row.get("id")) for row in given)
    sent = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": saved}
    for number, row in enumerate(sorted(given, key=lambda row: not row.get("id"))):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items() if name != "rows"}
        sent.setdefault(f"{prefix}-{number}-ORDER", given.index(row) + 1)
        for relation, below in row.get("rows", {}).items():
            sent |= rows(f"{prefix}-{number}-{relation}", below)
    return sent


def text(response):
    """The page as it is read: without its non-breaking spaces."""
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def version_in(response):
    """What the form on the page says it was opened on."""
    (version,) = re.findall(r'name="version" value="(\w+)"', response.content.decode())
    return version
