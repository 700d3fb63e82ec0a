"""The codes of requirements: TIC-001, TIC-002… given once and never again, also after a deletion."""

import re

from django.db import transaction

from .enums import SpecificationStatus
from .models import Specification

NUMBER = re.compile(r"(?P<prefix>[A-Z]+)-(?P<number>[0-9]{3,})")


@transaction.atomic
def requirement_codes(document_id, borne: list[str | None]) -> list[str | None]:
    """The codes that the requirements of a specification are to bear (see `coediting.register_kind`).

    A code stays with the first that bears it, where this specification gave it; all others get the next number.
    Numbers that are taken and then not written anywhere are left out. Nothing changes once it is no draft any more.
    """
    specification = Specification.objects.select_for_update().filter(document=document_id).first()
    if specification is None or specification.status != SpecificationStatus.DRAFT:
        return borne
    given: list[str | None] = []
    first = specification.next_number
    for code in borne:
        given.append(code if code not in given and _is_own(specification, code, first) else _next(specification))
    if specification.next_number != first:
        specification.save(update_fields=["next_number"])
    return given


def _is_own(specification, code, next_number):
    match = NUMBER.fullmatch(code or "")
    if match is None or match["prefix"] != specification.code_prefix:
        return False
    return 0 < int(match["number"]) < next_number and code == _code(specification, int(match["number"]))


def _next(specification):
    specification.next_number += 1
    return _code(specification, specification.next_number - 1)


def _code(specification, number):
    return f"{specification.code_prefix}-{number:03}"
