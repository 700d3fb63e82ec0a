from .event import Event, Slot, Workshop
from .registration import Registration, RegistrationTransition, WorkshopBooking
from .roles import EventGroupObjectPermission, EventRole
from .seats import Seat, WorkshopSeat

__all__ = [
    "Event",
    "EventGroupObjectPermission",
    "EventRole",
    "Registration",
    "RegistrationTransition",
    "Seat",
    "Slot",
    "Workshop",
    "WorkshopBooking",
    "WorkshopSeat",
]
