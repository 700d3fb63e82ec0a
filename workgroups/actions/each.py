"""Timed work over many rows: one that is damaged does not keep the others from their turn."""

import logging
from collections.abc import Callable, Iterable

from portal import coediting

logger = logging.getLogger(__name__)


def each(rows: Iterable, work: Callable) -> None:
    """`work(row)` for each; a text or file that cannot be read is told to the operator, and tried again next time."""
    damaged = (coediting.Gap, OSError, ValueError)
    for row in rows:
        try:
            work(row)
        except damaged:
            logger.exception("%s is left as it is: its text or a file cannot be read (manage.py check_documents).", row)
