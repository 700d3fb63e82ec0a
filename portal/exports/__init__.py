"""Workbooks and other files to take away: at once when small, else prepared in the background and announced.

Other apps call `exports.register(…)` in their `ready()` and `exports.answer(…)` in their views; `docs/architecture.md`
shows the calls.
"""

from .registry import EVERYTHING, register

__all__ = ["EVERYTHING", "answer", "later", "register"]


def __getattr__(name):
    # Views need loaded models, which import this package's registry before.
    if name in ("answer", "later"):
        from . import views  # see above

        return getattr(views, name)
    raise AttributeError(name)
