"""Where people come from, by postcode: the intercommunality in Seine-et-Marne, the department around it, or elsewhere.

`seine-et-marne.json` says from what and how it was made.
"""

import json
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

HOME = "77"
KNOWN = Path(__file__).parent / "seine-et-marne.json"


def territory_of(postcode):
    """What a postcode belongs to, in the active language; whatever is not five digits is somewhere else."""
    postcode = postcode.strip()
    if not postcode:
        return not_said()
    if not (len(postcode) == 5 and postcode.isdecimal()):
        return elsewhere()
    postcodes, departments = _known()
    if postcode in postcodes:
        return postcodes[postcode]
    if postcode.startswith(HOME):  # the post gives codes of their own to companies that receive much mail
        return _("Seine-et-Marne, commune not known")
    return departments.get(postcode[:2]) or elsewhere()


def elsewhere():
    """Outside the region."""
    return pgettext("territory", "Elsewhere")


def not_said():
    """No postcode was given, or none was asked for."""
    return pgettext("territory", "Not said")


@cache
def _known():
    known = json.loads(KNOWN.read_text())
    postcodes = {postcode: name for name, postcodes in known["epci"].items() for postcode in postcodes}
    return postcodes, known["departments"]
