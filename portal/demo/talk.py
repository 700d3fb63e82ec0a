"""What is said and suggested on the first specification: one open comment, one resolved, two suggestions."""

from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from portal.comments.models import Comment
from portal.threads.actions import opened_thread
from portal.threads.kinds import place
from portal.threads.models import Post

SAID = [
    (
        "lieu interopérable",
        [
            ("commenter", 6, "Faut-il définir ce mot dès l’introduction, ou renvoyer au glossaire du réseau ?"),
            ("editor", 5, "Une phrase ici, le glossaire pour le détail. Je propose un texte cette semaine."),
        ],
        None,
    ),
    ("sur pièces", [("expert", 12, "Préciser lesquelles : plans, factures, contrats ?")], ("editor", 10)),
]
DELETED = "grandes, moyennes et petites "
BELOW, NEW = "chacun identifié sur un plan affiché à l’entrée.", "\u2029Ce plan se lit aussi du bout des doigts."
ADDED_AFTER, ADDED = "le lieu ne peut pas rejoindre le réseau", ", même à titre d’essai"


def marked(content, people):
    """`content` with the suggestions of the commenter, and the identifiers of the comments anchored in it by quote."""
    content, threads = deepcopy(content), {quote: uuid4() for quote, _, _ in SAID}
    for quote, thread in threads.items():
        _mark(content, quote, {"type": "comment", "attrs": {"thread": str(thread)}})
    _mark(content, DELETED, _suggestion("deletion", people["commenter"], 4))
    _add(content, ADDED_AFTER, ADDED, _suggestion("insertion", people["commenter"], 3))
    _add(content, BELOW, NEW, _suggestion("insertion", people["commenter"], 2, group="paragraph"))
    return content, threads


def load(document, threads, people):
    """What was said, on the document made from `marked`."""
    for quote, posts, resolved in SAID:
        author, days = posts[0][0], posts[0][1]
        comment = Comment.objects.create(
            public_id=threads[quote],
            document=document,
            quote=quote,
            created_by=people[author],
            created_at=_days_ago(days),
            resolved_by=people[resolved[0]] if resolved else None,
            resolved_at=_days_ago(resolved[1]) if resolved else None,
        )
        thread = opened_thread(place("comment", str(comment.public_id)))
        for name, days_ago, text in posts:
            Post.objects.create(thread=thread, author=people[name], text=text, posted_at=_days_ago(days_ago))


def _days_ago(days):
    return timezone.localtime().replace(hour=10, minute=24, second=0, microsecond=0) - timedelta(days=days)


def _suggestion(kind, person, days, *, group=None):
    who = {"author": str(person.pk), "name": str(person), "date": _days_ago(days).isoformat()}
    return {"type": kind, "attrs": {"id": group or kind, **who}}


def _mark(content, words, mark):
    """Marks the words where they stand first."""
    node, siblings = _find(content, words)
    before, after = node["text"].split(words, 1)
    parts = [
        node | {"text": before},
        node | {"text": words, "marks": [*node.get("marks", []), mark]},
        node | {"text": after},
    ]
    place_of = siblings.index(node)
    siblings[place_of : place_of + 1] = [part for part in parts if part["text"]]


def _add(content, after, words, mark):
    node, siblings = _find(content, after)
    before, rest = node["text"].split(after, 1)
    place_of = siblings.index(node)
    made = {"type": "text", "text": words, "marks": [mark]}
    parts = [node | {"text": before + after}, made, node | {"text": rest}]
    siblings[place_of : place_of + 1] = [part for part in parts if part["text"]]


def _find(node, words):
    siblings = node.get("content", [])
    for child in siblings:
        if words in child.get("text", ""):
            return child, siblings
        if found := _find(child, words):
            return found
    return None
