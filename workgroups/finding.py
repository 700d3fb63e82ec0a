"""What somebody looks for in the documents, and the passages they may read that hold it."""

import re
from functools import reduce
from operator import add

from django.db.models import Case, F, IntegerField, Q, Value, When

from portal.finding import begins
from portal.text import fold

from .enums import SpecificationStatus
from .models import Passage
from .passages import LONGEST_WORD

MOST = 1000
CODE = re.compile(r"(?P<prefix>[a-z]{2,6}) ?(?P<number>\d{1,6})")


def code_in(typed: str) -> str | None:
    """The code of a requirement, if what was typed is one: "TIC-012", "tic 12", "tic12"."""
    match = CODE.fullmatch(fold(typed))
    return match and f"{match['prefix'].upper()}-{int(match['number']):03}"


def passages_for(person, *, group=None, document=None, level="", status=""):
    """The passages that `person` may read, of those that are asked for; of texts put aside where one asks for them."""
    rows = Passage.objects.visible_to(person).with_status()
    if group:
        rows = rows.filter(text__specification__group=group)
    if document:
        rows = rows.filter(text__specification__document=document)
    if level:
        rows = rows.filter(level=level)
    if status:
        rows = rows.filter(status=status)
    elif not document:
        rows = rows.exclude(status=SpecificationStatus.ASIDE)
    return rows


def holding(rows, words, code=None):
    """The passages that hold all the folded `words`, or are the requirement `code`: that one first, then those with
    more of the words in their title, then in the order of the texts. Of very many, `MOST` are taken as they come: to
    put all in order would take seconds, for a word that says nothing. Returns them, and whether there are more."""
    said = Q()
    for word in words:
        said &= Q(words__begins_word=word[:LONGEST_WORD])
    if code:
        said |= Q(code=code)
    in_title = reduce(add, [_one_if(begins("title_folded", word)) for word in words], Value(0))
    found = list(rows.filter(said).order_by().values_list("pk", flat=True)[: MOST + 1])
    taken = Passage.objects.filter(pk__in=found[:MOST])
    taken = taken.annotate(is_code=_one_if(Q(code=code or " ")), words_in_title=in_title)
    return taken.order_by("-is_code", "-words_in_title", *ORDER), len(found) > MOST


def _one_if(condition):
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def in_order(rows):
    """All of them, in the order of the texts."""
    return rows.order_by(*ORDER)


ORDER = [F("text__specification__group__position"), "text__specification", "-text__version", "order"]
