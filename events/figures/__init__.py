"""What can be counted about events. Only sums leave the database, so that 50 or 50,000 people cost as many queries;
none of them needs a name, so that they are the same once personal data is erased."""

from .answers import answer_tables
from .standing import Standing, standings
from .table import Row, Table, percent

__all__ = ["Row", "Standing", "Table", "answer_tables", "percent", "standings"]
