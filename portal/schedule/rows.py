"""Timed work over many rows: one that is damaged does not keep the others from their turn."""

import logging
from collections.abc import Callable, Iterable

from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)


def each(rows: Iterable, work: Callable) -> None:
    """`work(row)` for each, in a transaction of its own; one that fails is told to the operator, and tried next time.

    Raises OperationalError and InterfaceError: where the database does not answer, it answers for no other row either.
    """
    for row in rows:
        try:
            work(row)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # damage shows as a gap, a lost file, a key, a constraint…; the log tells
            logger.exception("%s is left as it is (manage.py check_documents says whether its text is damaged).", row)
