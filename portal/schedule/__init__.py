"""What runs when: `@schedule.every(minutes=10)` on a function, in a module that `ready()` imports."""

from .registry import each_turn, every, give_way, give_way_to, is_stopping

__all__ = ["each_turn", "every", "give_way", "give_way_to", "is_stopping"]
