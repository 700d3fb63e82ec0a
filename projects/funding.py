"""What a funding plan comes to: totals, shares, the warning about public aid, its workbook. Amounts: Decimal euros."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.spreadsheets import Column, Sheet

from .enums import FundingStates, Sector

MOST_PUBLIC_AID = Decimal("0.80")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Figures:
    """Sums in euros; rates as fractions of one, None where there is nothing to divide by."""

    cost: Decimal | None
    asked: Decimal
    granted: Decimal
    received: Decimal
    granted_by_others: Decimal
    rate: Decimal | None  # granted by others ÷ total cost
    public_share: Decimal | None  # see `public_share`
    still_to_find: Decimal | None  # total cost less what is granted, never negative
    is_over: bool  # more is granted than it costs
    warns: bool  # see `public_share`

    @property
    def rate_percent(self):
        """The co-financing rate in percent, to one decimal."""
        return None if self.rate is None else round(self.rate * 100, 1)

    @property
    def share_percent(self):
        """The share of public aid in percent, to one decimal."""
        return None if self.public_share is None else round(self.public_share * 100, 1)


def figures(project, plan, lines) -> Figures:
    """The sums of `lines`; costs no query. `plan` may be None."""
    cost = plan.total_cost if plan else None
    live = [line for line in lines if line.state != FundingStates.REFUSED]
    granted = _sum(line.granted for line in live)
    by_others = _sum(line.granted for line in live if not line.is_own)
    share = public_share(cost, live)
    return Figures(
        cost=cost,
        asked=_sum(line.asked for line in lines),
        granted=granted,
        received=_sum(line.received for line in lines),
        granted_by_others=by_others,
        rate=by_others / cost if cost else None,
        public_share=share,
        still_to_find=max(cost - granted, ZERO) if cost is not None else None,
        is_over=cost is not None and granted > cost,
        warns=project.sector == Sector.PUBLIC and share is not None and share > MOST_PUBLIC_AID,
    )


def public_share(cost, lines):
    """Public aid ÷ (public aid + what the holder pays), if everything asked is granted; None without a cost.

    Article L1111-10, III of the Code général des collectivités territoriales: a local authority that carries an
    investment pays itself at least 20 % of all the money that public persons bring to it, so that aid makes up 80 % of
    it at most. (Prefects may allow more in the cases that the article names: hence a warning, not a refusal.) The
    holder pays whatever nobody else does.
    """
    if not cost:
        return None
    aid = _sum(line.hoped for line in lines if line.is_public_aid)
    own = max(cost - _sum(line.hoped for line in lines if not line.is_own), ZERO)
    return aid / (aid + own) if aid + own else None


def _sum(amounts):
    return sum((amount for amount in amounts if amount), ZERO)


LINE_COLUMNS = [
    Column(_("Source"), width=36),
    Column(_("Kind"), width=26),
    Column(_("State"), width=14),
    Column(_("Asked (€)"), kind="number"),
    Column(_("Asked on"), kind="date"),
    Column(_("Granted (€)"), kind="number"),
    Column(_("Granted on"), kind="date"),
    Column(_("Received (€)"), kind="number"),
    Column(_("Received on"), kind="date"),
]
CONSULTANCY_COLUMNS = [
    Column(_("Consultancy"), width=34),
    Column(_("Contact"), width=28),
    Column(_("E-mail address"), width=30),
    Column(_("Consulted on"), kind="date"),
    Column(_("Offer, excluding tax (€)"), kind="number", width=16),
    Column(_("Outcome"), width=14),
    Column(_("Why"), width=50),
]


def sheets(project, plan, lines):
    """The workbook: the lines with their totals, and the consultancies."""
    sums = figures(project, plan, lines)
    rows = [
        [
            line.source,
            line.get_kind_display(),
            line.get_state_display(),
            line.asked,
            line.asked_on,
            line.granted,
            line.granted_on,
            line.received,
            line.received_on,
        ]
        for line in lines
    ]
    rows.append([gettext("Total"), "", "", sums.asked, None, sums.granted, None, sums.received, None])
    rows.append([gettext("Total cost, excluding tax (€)"), "", "", sums.cost, None, None, None, None, None])
    offers = [
        [one.name, one.contact, one.email, one.consulted_on, one.amount, one.get_outcome_display(), one.reason]
        for one in project.consultancies.all()
    ]
    return [
        Sheet(gettext("Funding"), LINE_COLUMNS, rows),
        Sheet(gettext("Consultancies"), CONSULTANCY_COLUMNS, offers),
    ]
