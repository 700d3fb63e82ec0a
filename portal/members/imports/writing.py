"""Writes a plan. The caller owns the transaction: all of it is written, or nothing."""

from simple_history.utils import bulk_create_with_history

from portal.members.models import Mandate, Organisation
from portal.people.actions import know_person

from .plan import DraftPerson, Plan

AT_ONCE = 500


def write_plan(plan: Plan, *, by, reason: str) -> None:
    """Makes and completes what the plan says; organisations keep `by` and `reason` in their history."""
    _write_organisations(plan, by, reason)
    known = {draft: _write_person(draft) for draft in {d.person: None for d in plan.mandates}}
    fresh = []
    for draft in plan.mandates:
        if draft.mandate.pk is None:
            draft.mandate.organisation = draft.organisation.organisation
            draft.mandate.person = known[draft.person]
            fresh.append(draft.mandate)
        else:
            draft.mandate.save(update_fields=["since"])
    Mandate.objects.bulk_create(fresh, batch_size=AT_ONCE)


def _write_organisations(plan, by, reason):
    fresh = [draft.organisation for draft in plan.organisations if draft.is_new]
    changed = [draft.organisation for draft in plan.organisations if not draft.is_new]
    for organisation in fresh:
        organisation.fold_names()
    bulk_create_with_history(
        fresh, Organisation, batch_size=AT_ONCE, default_user=by, default_change_reason=reason[:100]
    )
    for organisation in changed:
        organisation._history_user = by
        organisation._change_reason = reason[:100]
        organisation.save()


def _write_person(draft: DraftPerson):
    if draft.known is not None and not draft.email:
        return draft.known
    return know_person(
        email=draft.email, first_name=draft.first_name, last_name=draft.last_name, phone=draft.phone, language="fr"
    )
