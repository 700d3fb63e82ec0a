"""Search that ignores accents, capitals and plurals: words typed, rows that hold them, excerpts with them marked."""

from .excerpts import Piece, excerpt, marked
from .words import Query, begins, holding

__all__ = ["Piece", "Query", "begins", "excerpt", "holding", "marked"]
