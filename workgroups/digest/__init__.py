"""The week of a group: what happened in it, told by mail on Monday morning to its people; nothing when nothing did."""

from .happened import happened_in, register
from .lines import Line

__all__ = ["Line", "happened_in", "register"]
