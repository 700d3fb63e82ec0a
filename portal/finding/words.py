"""What somebody typed, made into words to look for; and the rows in which every one of them is found."""

from dataclasses import dataclass
from functools import reduce
from operator import add, or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from portal.text import fold

LONGEST_QUERY = 200
MOST_WORDS = 10
SHORTEST_WORD = 2


@dataclass(frozen=True)
class Query:
    """`text` as it was typed, `words` folded and without their plural, `is_cut` where only the beginning is used."""

    text: str
    words: tuple[str, ...]
    is_cut: bool

    @classmethod
    def read(cls, typed: str) -> "Query":
        text = " ".join(typed.replace("\0", " ").split())
        folded = [word for word in fold(text[:LONGEST_QUERY]).split() if len(word) >= SHORTEST_WORD or word.isdigit()]
        words = tuple(dict.fromkeys(singular(word) for word in folded))
        return cls(text[:LONGEST_QUERY], words[:MOST_WORDS], len(text) > LONGEST_QUERY or len(words) > MOST_WORDS)


def singular(word: str) -> str:
    """A folded word without the s or x of its plural: words are found by their beginning, so this finds both forms."""
    return word[:-1] if len(word) > 4 and word[-1] in "sx" else word


def begins(field: str, word: str) -> Q:
    """Whether a word of the folded column begins with `word`."""
    return Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f" {word}"})


def holding(rows: QuerySet, words, title: str, *others: str, also=None) -> QuerySet:
    """The rows that hold all the words in these folded columns, the more of them in the title the earlier.

    `also(word)`, if given, is one more condition under which a row holds the word.
    """
    for word in words:
        condition = reduce(or_, [begins(field, word) for field in (title, *others)])
        rows = rows.filter(condition | also(word) if also else condition)
    in_title = [Case(When(begins(title, word), then=1), default=0, output_field=IntegerField()) for word in words]
    return rows.annotate(words_in_title=reduce(add, in_title, Value(0))).order_by("-words_in_title", title, "pk")
