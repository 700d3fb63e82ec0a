"""From rows to a plan. A row is taken whole or refused whole; a field that cannot be read is left out, and said."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.members.models import Mandate, Organisation
from portal.spreadsheets import Row, Table
from portal.spreadsheets.values import Unreadable, read_email
from portal.text import fold

from .cells import Cells, read_cells
from .columns import RECOGNISED
from .plan import CREATED, UPDATED, DraftMandate, DraftOrganisation, DraftPerson, Plan, PlannedRow
from .register import Register

TOTALS = ("total", "totaux", "sous total", "somme")
HEADERS = {fold(header) for header in RECOGNISED["organisation"]}


def make_plan(table: Table) -> Plan:
    """What importing `table` would do to the register as it is now. Writes nothing."""
    plan = Plan(table.sheet, table.header_row, sorted(table.columns), table.left_aside)
    register = Register(_emails(table.rows))
    for row in table.rows:
        if _is_furniture(row):
            plan.ignored.append(row.number)
            continue
        plan.amounts += row.values.get("amount") is not None
        _plan_row(plan, register, row)
    return plan


def _is_furniture(row: Row) -> bool:
    """A total, the header repeated on another page, a heading with nothing but a college."""
    told = {name for name, value in row.values.items() if value is not None and name not in row.carried}
    first = fold(str(row.values["organisation"] or ""))
    is_total = first in TOTALS or first.startswith(tuple(f"{word} " for word in ("total", "sous total")))
    has_person = told & {"last_name", "first_name", "email"}
    return not told - {"college", "amount"} or (is_total and not has_person) or first in HEADERS


def _emails(rows: Iterable[Row]) -> set[str]:
    found = set()
    for row in rows:
        try:
            found.add(read_email(row.values.get("email")))
        except Unreadable:
            continue
    return found - {""}


def _plan_row(plan: Plan, register: Register, row: Row) -> None:
    planned = PlannedRow(row.number, str(row.values["organisation"] or "")[:250])
    plan.rows.append(planned)
    cells = read_cells(row, register.colleges)
    planned.who = f"{cells.first_name} {cells.last_name}".strip() or cells.email
    planned.notes += cells.notes
    if cells.reasons:
        return planned.refuse(*cells.reasons)
    try:
        organisation = register.organisation(cells.organisation, cells.short_name)
        _refuse_contradictions(organisation, cells)
        person = _person(register, organisation, cells)
        mandate = organisation and person and register.mandate(organisation, person, cells.kind)
        _refuse_two_beginnings(mandate, cells)
    except Unreadable as reason:
        return planned.refuse(reason)
    organisation = organisation or _new_organisation(plan, register, planned, cells)
    _complete_organisation(plan, register, planned, organisation, cells)
    if person is not None:
        if person.known and planned.who and fold(planned.who) not in (fold(person.name), person.email):
            planned.notes.append(_("known here as %(name)s: kept") % {"name": person.name})
        _plan_mandate(plan, register, planned, organisation, person, mandate, cells)
    return None


def _refuse_contradictions(draft: DraftOrganisation | None, cells: Cells) -> None:
    if draft is None and cells.college is None:
        raise Unreadable(_("this organisation is not known yet, and its college is not said"))
    for name, value in cells.organisation_values().items() if draft else ():
        given, number = draft.given.get(name, (value, 0))
        if given != value:
            label = Organisation._meta.get_field(name).verbose_name
            raise Unreadable(_("row %(number)d says otherwise: %(field)s") % {"number": number, "field": label})


def _person(register: Register, organisation: DraftOrganisation | None, cells: Cells) -> DraftPerson | None:
    if not cells.names_somebody:
        return None
    name = f"{cells.first_name} {cells.last_name}".strip()
    if not cells.email:
        known = organisation and register.namesake(organisation, name)
        return known or DraftPerson("", cells.first_name, cells.last_name, cells.phone)
    known = register.person_by_email(cells.email)
    if known is None:
        return DraftPerson(cells.email, cells.first_name, cells.last_name, cells.phone)
    known_words = set(fold(f"{known.first_name} {known.last_name}").split())
    if name and known_words and not known_words & set(fold(name).split()):
        raise Unreadable(
            _("the address %(email)s is already that of somebody else, %(name)s")
            % {"email": cells.email, "name": known.name}
        )
    return known


def _refuse_two_beginnings(mandate: DraftMandate | None, cells: Cells) -> None:
    if mandate and mandate.row and cells.since and mandate.mandate.since != cells.since:
        raise Unreadable(
            _("row %(number)d says otherwise: %(field)s")
            % {"number": mandate.row, "field": Mandate._meta.get_field("since").verbose_name}
        )


def _new_organisation(plan: Plan, register: Register, planned: PlannedRow, cells: Cells) -> DraftOrganisation:
    draft = DraftOrganisation(Organisation(name=cells.organisation, college=cells.college))
    draft.given["college"] = (cells.college, planned.number)
    plan.organisations.append(register.add(draft))
    planned.outcome = CREATED
    planned.steps.append(_("added: %(college)s") % {"college": cells.college})
    return draft


def _complete_organisation(plan, register, planned: PlannedRow, draft: DraftOrganisation, cells: Cells) -> None:
    for name, value in cells.organisation_values().items():
        before = getattr(draft.organisation, name)
        draft.given.setdefault(name, (value, planned.number))
        if before == value or (isinstance(value, str) and before and fold(before) == fold(value)):
            continue
        setattr(draft.organisation, name, value)
        label = Organisation._meta.get_field(name).verbose_name
        planned.steps.append(_("%(field)s: %(value)s") % {"field": label, "value": _shown(value)})
        if name == "short_name":
            register.add_short_name(draft)
        if planned.outcome != CREATED:
            planned.outcome = UPDATED
        if not draft.is_new and not draft.is_changed:
            draft.is_changed = True
            plan.organisations.append(draft)


def _plan_mandate(plan, register, planned, organisation, person, mandate, cells: Cells) -> None:
    if person.known is None and not person.is_planned:
        person.is_planned = True
        plan.people.append(person)
        register.add_person(person)
    if mandate is None:
        mandate = DraftMandate(organisation, person, Mandate(kind=cells.kind, since=cells.since), planned.number, True)
        register.add_mandate(mandate)
        plan.mandates.append(mandate)
        planned.outcome = CREATED
        planned.steps.append(_mandate_sentence(mandate))
    elif cells.since and mandate.mandate.since != cells.since:
        mandate.mandate.since, mandate.is_changed, mandate.row = cells.since, True, planned.number
        plan.mandates.append(mandate)
        planned.outcome = planned.outcome if planned.outcome == CREATED else UPDATED
        planned.steps.append(_mandate_sentence(mandate))


def _mandate_sentence(draft: DraftMandate) -> str:
    told = {"name": draft.person.name, "kind": draft.mandate.get_kind_display()}
    if draft.mandate.since is None:
        return _("%(name)s: %(kind)s") % told
    return _("%(name)s: %(kind)s since %(day)s") % {**told, "day": _shown(draft.mandate.since)}


def _shown(value) -> str:
    return date_format(value, "SHORT_DATE_FORMAT") if hasattr(value, "year") else str(value)
