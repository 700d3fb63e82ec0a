"""Workbooks to take away: a small one is answered at once, a big one is prepared in the background and announced.

Other apps call `exports.register(…)` in their `ready()` and `exports.answer(…)` in their views; `docs/architecture.md`
shows the calls.
"""

from .registry import EVERYTHING, register

__all__ = ["EVERYTHING", "answer", "register"]


def __getattr__(name):
    # Views need loaded models, which import this package's registry before.
    if name == "answer":
        from .views import answer  # see above

        return answer
    raise AttributeError(name)
