"""What a preview showed, carried by the page itself and signed: nothing lies about until somebody confirms."""

from dataclasses import astuple

from django.core import signing

from portal import coediting

from .reading import Returned

SALT = "workgroups.rewording"
HOURS = 24
LONGEST = 3_000_000  # characters; the server takes 5 MB of a form


class BadSlip(Exception):
    """It was altered, is too old, or is that of another text or person."""


def slip_of(found, document_id, by) -> str:
    """What `found` (a Preview) asks for, for this document and person. Raises BadSlip where it is too much."""
    told = [str(document_id), by.pk, [astuple(one) for one in found.proposals], [astuple(one) for one in found.levels]]
    slip = signing.dumps(told, salt=SALT, compress=True)
    if len(slip) > LONGEST:
        raise BadSlip("too long")
    return slip


def read_slip(slip: str, document_id, by) -> Returned:
    """What the preview asked for. Raises BadSlip."""
    try:
        document, person, proposals, levels = signing.loads(slip, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature as error:
        raise BadSlip from error
    if (document, person) != (str(document_id), by.pk):
        raise BadSlip
    return Returned([coediting.Proposal(*one) for one in proposals], [coediting.Level(*one) for one in levels])
