"""What runs when: `@schedule.every(minutes=10)` on a function, in a module that `ready()` imports."""

from .registry import each_turn, every, give_way, give_way_to, is_stopping
from .rows import each

__all__ = ["each", "each_turn", "every", "give_way", "give_way_to", "is_stopping"]
