"""What is read, and what is new to whom."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from .models import Post, Reading, Thread


@dataclass(frozen=True)
class Summary:
    """A thread in two numbers, for whoever sees the thing it is about."""

    posts: int = 0
    unread: int = 0


def summaries(person, kind, identifiers) -> dict[str, Summary]:
    """How much was said about each of these things, and how much of it is new to `person`: one query for all.

    Every identifier has its Summary. The caller has asked for the right.
    """
    identifiers = [str(identifier) for identifier in identifiers]
    found = {identifier: Summary() for identifier in identifiers}
    if identifiers:
        own = Reading.objects.filter(thread=OuterRef("pk"), person=person).values("read_to")[:1]
        stands = Q(posts__removed_at=None)
        is_new = stands & Q(posts__pk__gt=F("read_to")) & ~Q(posts__author=person)
        threads = Thread.objects.filter(kind=kind, anchor_id__in=identifiers).annotate(
            read_to=Coalesce(Subquery(own), 0),
            standing=Count("posts", filter=stands),
            unread=Count("posts", filter=is_new),
        )
        found |= {row.anchor_id: Summary(row.standing, row.unread) for row in threads}
    return found


def said(kind, identifiers) -> dict[str, list[Post]]:
    """What was said about each of these things, in order, with who is called upon: two queries for all."""
    found: dict[str, list[Post]] = {str(identifier): [] for identifier in identifiers}
    people = ("thread", "author", "on_behalf_of", "removed_by")
    posts = Post.objects.filter(thread__kind=kind, thread__anchor_id__in=found).select_related(*people)
    for one in posts.prefetch_related("mentioned").order_by("pk"):
        found[one.thread.anchor_id].append(one)
    return found


def post_of(kind, identifier, public_id) -> Post | None:
    """One post about a thing, or None."""
    posts = Post.objects.select_related("thread", "author", "on_behalf_of")
    return posts.filter(thread__kind=kind, thread__anchor_id=str(identifier), public_id=public_id).first()


def has_posts(kind, identifier) -> bool:
    """Whether anything was ever said about it: then it is not to be deleted lightly."""
    return Post.objects.filter(thread__kind=kind, thread__anchor_id=str(identifier)).exists()


def read_to(thread, person) -> int:
    """The key of the last post `person` has read; 0 where there is none."""
    return Reading.objects.filter(thread=thread, person=person).values_list("read_to", flat=True).first() or 0


def mark_thread_read(thread, person, post_key):
    """Notes that `person` has read up to this post; never back."""
    key = Post.objects.filter(thread=thread, pk=post_key).values_list("pk", flat=True).first()
    if key is None:
        return
    Reading.objects.bulk_create([Reading(thread=thread, person=person, read_to=key)], ignore_conflicts=True)
    Reading.objects.filter(thread=thread, person=person, read_to__lt=key).update(read_to=key)
