"""The HTML of long texts, kept for a while in each process: a page of 300 pages is otherwise made anew for each reader.

A text stands still at each number of its log, so its number is enough to know it by; texts that name people are not
kept, for a name may change.
"""

from collections import OrderedDict
from threading import Lock

from django.utils.translation import get_language

from . import content, rendering, store
from .mentions import names_anybody, with_names
from .models import Document

MOST_CHARACTERS = 32_000_000
SHORT = 20_000  # characters made in a few milliseconds

_kept: OrderedDict[tuple, str] = OrderedDict()
_lock = Lock()


def as_html(document: Document, *, numbered: bool, top_heading: int) -> str:
    """The committed text as HTML, in the language now active."""
    where = Document.objects.values_list("epoch", "last_seq").get(pk=document.pk)
    key = (document.pk, *where, get_language(), numbered, top_heading)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    stored = store.read(document.pk)
    text = content.as_json(stored.doc())
    html = rendering.html(with_names(text), numbered=numbered, top_heading=top_heading)
    if (stored.epoch, stored.seq) == where and len(html) > SHORT and not names_anybody(text):
        _keep(key, html)
    return html


def _keep(key, html):
    with _lock:
        for other in [one for one in _kept if one[0] == key[0] and one[3:] == key[3:]]:
            del _kept[other]
        _kept[key] = html
        while sum(map(len, _kept.values())) > MOST_CHARACTERS:
            _kept.popitem(last=False)
