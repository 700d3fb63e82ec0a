"""What an import did not take, and for how many there are places."""

from django.utils.translation import gettext as _

from portal.spreadsheets import Column, Sheet

from ..enums import RowOutcomes
from ..models import Pool


def refused_sheet(kept):
    """The refused rows as they stood, under headers that are recognised again, the reason last."""
    columns = [Column(header) for _name, header in kept.headers]
    rows = kept.rows.filter(outcome=RowOutcomes.REFUSED).iterator(chunk_size=1000)
    return Sheet(
        _("Refused rows"),
        [*columns, Column(_("Row"), kind="number"), Column(_("Why it is refused"), width=60)],
        (
            [*(row.values.get(name) for name, _header in kept.headers), row.number, " ; ".join(row.reasons)]
            for row in rows
        ),
    )


def places_for(kept):
    """(how many of the new ones would get a place now, how many would wait)."""
    pools = Pool.objects.filter(event=kept.event_id).main().with_places()
    free = {pool.audience_id: 0 if pool.line().exists() else pool.places_left for pool in pools}
    seated = total = 0
    wanted = {}
    for audience, number in kept.counts.get("audiences", {}).items():
        pool = int(audience) if audience and int(audience) in free else None
        wanted[pool] = wanted.get(pool, 0) + number
    for pool, number in wanted.items():
        seated, total = seated + min(number, free.get(pool, 0)), total + number
    return seated, total - seated
