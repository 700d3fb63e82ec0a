"""People named in a text: only those who may read it, by their real name, told once.

Asked after the change that brought a mention is committed, like codes: who may not read the text becomes plain
words, by a change of the server's own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from pycrdt import Doc, XmlElement, XmlText

from portal import notices
from portal.text import fold

from . import kinds
from .attributes import SUGGESTIONS
from .content import SERVER_CLIENT, fragment
from .models import Document, Mention, Update
from .updates import examine

NODE = "mention"
PUBLIC_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST_KEY = 18  # digits of a key of the database
LONGEST_WORDS = 300


def people_to_name(document: Document, query: str):
    """The people who may read `document` whose name holds every word of `query`; those without a name are left out."""
    people = kinds.readers(document)
    if people is None:
        return get_user_model().objects.none()
    for word in fold(query).split():
        people = people.filter(name_folded__contains=word)
    return people.exclude(name_folded="").order_by("name_folded", "pk")


def mentions_under(node) -> Iterator[XmlElement]:
    """The mentions in an element or fragment, itself included."""
    if isinstance(node, XmlElement) and node.tag == NODE:
        yield node
    elif not isinstance(node, XmlText):
        for child in node.children:
            yield from mentions_under(child)


class Named:
    """The mentions of a text at one moment."""

    def __init__(self, doc: Doc):
        self.elements = list(mentions_under(fragment(doc)))
        self.counts = Counter(map(person_of, self.elements))

    def words(self) -> dict[str, str]:
        """By person, the paragraph in which they are named last."""
        return {person_of(element): _plain(element.parent)[:LONGEST_WORDS] for element in self.elements}

    def write(self, names: dict[str, str | None]) -> None:
        """Gives those in `names` their real name; who has none there is left as plain words. In a transaction."""
        for element in self.elements:
            person = person_of(element)
            if person not in names:
                continue
            name = names[person]
            label = element.attributes.get("label") or ""
            if name is None:
                _as_words(element, f"@{label}")
            elif name != label:
                element.attributes["label"] = name[:200]


def person_of(element: XmlElement) -> str:
    """The public id of whom a mention names."""
    return element.attributes.get("person") or ""


def _as_words(element, words):
    parent = element.parent
    at = next(place for place, child in enumerate(parent.children) if child == element)
    del parent.children[at]
    parent.children.insert(at, XmlText(words))


def _plain(node) -> str:
    if isinstance(node, XmlText):
        return "".join(piece for piece, _marks in node.diff() if isinstance(piece, str))
    if node.tag == NODE:
        return f"@{node.attributes.get('label') or ''}"
    return "".join(map(_plain, node.children))


def named_since(document_id, epoch: int, after: int) -> dict[str, object]:
    """Whom the updates after number `after` name, and the key of who did last: public id → key of a person.

    What the server put there as a whole (a version, an import) names nobody anew.
    """
    rows = Update.objects.filter(document=document_id, epoch=epoch, seq__gt=after).exclude(author=None).order_by("seq")
    found = {}
    for data, author in rows.values_list("data", "author"):
        update = bytes(data)
        if may_name(update) and SERVER_CLIENT not in examine(update).ends:
            found |= {public_id.decode(): author for public_id in PUBLIC_ID.findall(update)}
    return found


def may_name(update: bytes) -> bool:
    """Whether an update may bring a mention: quickly asked of each."""
    return NODE.encode() in update


def untold(document_id, named: dict[str, object], counts: dict[str, int]) -> dict[str, object]:
    """Those of `named` whom the text names more often than they were told of."""
    rows = Mention.objects.filter(document=document_id, person__public_id__in=named)
    told = {str(public_id): times for public_id, times in rows.values_list("person__public_id", "times")}
    return {person: author for person, author in named.items() if counts.get(person, 0) > told.get(person, 0)}


@transaction.atomic
def settle(document_id, named: dict[str, object], counts: dict[str, int], words: dict[str, str]) -> dict:
    """Tells those who were named (`named`: public id → key of who did), and answers their names; None: not a reader.

    `counts` is how often the text names them now: who was told of as many mentions is not told again, whether one was
    moved, undone and done again, or came back with a version.
    """
    document = Document.objects.get(pk=document_id)
    people = kinds.readers(document)
    wanted = [UUID(one) for one in named if _is_uuid(one)]
    found = {} if people is None else {str(one.public_id): one for one in people.filter(public_id__in=wanted)}
    for public_id, author in named.items():
        person = found.get(public_id)
        if person is not None and person.pk != author:
            _tell(document, person, author, counts.get(public_id, 0), words.get(public_id, ""))
    return {public_id: str(found[public_id]) if public_id in found else None for public_id in named}


def _tell(document, person, author, times, words):
    mention, _ = Mention.objects.select_for_update().get_or_create(
        document=document, person=person, defaults={"times": 0}
    )
    if times <= mention.times:
        return
    mention.times, mention.by_id, mention.words = times, author, words
    mention.save()
    notices.send("text_mention", key=f"text_mention:{mention.pk}:{times}", subject_id=mention.pk, person=person)


def names_anybody(content: dict) -> bool:
    """Whether a text (the editor's JSON) says a person's name: in a mention, or as who suggests."""
    return any(True for _person in _named_in(content))


def with_names(content: dict) -> dict:
    """`content` (the editor's JSON) with the present names of whom it mentions and who suggests in it: an erased
    person's is in no text."""
    wanted = set(_named_in(content))
    if not wanted:
        return content
    mentioned = Q(public_id__in=[one for one in wanted if _is_uuid(one)])
    suggesting = Q(pk__in=[one for one in wanted if one.isdecimal() and len(one) < LONGEST_KEY])
    people = get_user_model().objects.filter(mentioned | suggesting)
    return _renamed(content, {key: str(one) for one in people for key in (str(one.public_id), str(one.pk))})


def _named_in(node):
    if node.get("type") == NODE:
        yield (node.get("attrs") or {}).get("person") or ""
    for mark in node.get("marks") or ():
        if mark["type"] in SUGGESTIONS:
            yield str((mark.get("attrs") or {}).get("author") or "")
    for child in node.get("content") or ():
        yield from _named_in(child)


def _renamed(node, names):
    changed = dict(node)
    attrs = node.get("attrs") or {}
    if node.get("type") == NODE and attrs.get("person") in names:
        changed["attrs"] = attrs | {"label": names[attrs["person"]]}
    if node.get("marks"):
        changed["marks"] = [_renamed_mark(mark, names) for mark in node["marks"]]
    if "content" in node:
        changed["content"] = [_renamed(child, names) for child in node["content"]]
    return changed


def _renamed_mark(mark, names):
    attrs = mark.get("attrs") or {}
    if mark["type"] not in SUGGESTIONS or attrs.get("author") not in names:
        return mark
    return mark | {"attrs": attrs | {"name": names[attrs["author"]]}}


def _is_uuid(text) -> bool:
    try:
        return str(UUID(text)) == text
    except (ValueError, AttributeError, TypeError):
        return False
