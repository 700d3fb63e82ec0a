"""The worker's side of the outbox."""

from portal import schedule

from . import delivery

schedule.each_turn(delivery.deliver_some)
