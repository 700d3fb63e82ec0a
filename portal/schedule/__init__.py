"""What runs when: `@schedule.every(minutes=10)` on a function, in a module that `ready()` imports."""

from .registry import every

__all__ = ["every"]
