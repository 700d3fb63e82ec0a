"""The worker's side of the outbox."""

from portal import schedule

from . import delivery, digests  # noqa: F401 - the day's digests register their job and their mail

schedule.each_turn(delivery.deliver_some)
