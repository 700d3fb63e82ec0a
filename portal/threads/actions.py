"""What people do in a discussion: write, change what they wrote, remove it, bring files along."""

from dataclasses import asdict
from datetime import timedelta

from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import files, notices

from .enums import PieceKinds
from .kinds import place as place_now
from .models import Mention, Post, PostAttachment, PostVersion, Reading, Thread
from .refusals import ThreadRefusal

TO_EDIT = timedelta(minutes=15)
MAX_BYTES = 50 * files.MB
MOST_FILES = 10
KEPT = timedelta(days=30)


def opened_thread(place):
    """The thread about this thing, made at the first word."""
    return Thread.objects.get_or_create(kind=place.kind, anchor_id=place.identifier)[0]


@transaction.atomic
def post(
    place, *, by, text, mentioned=(), pieces=(), piece_kind=PieceKinds.DOCUMENT, on_behalf_of=None, public_id=None
):
    """Writes in the thread of `place`; returns the Post. Those concerned are told.

    `mentioned` are the people called upon, beside those named in the text ("@Camille Martin"); `pieces` are files
    `by` has uploaded here. `on_behalf_of` is who sent it by mail, where a moderator writes it down. `public_id` is
    the form's: sent twice, it makes one post. Raises ThreadRefusal where it is not for `by` to write, or empty.
    """
    thread = _locked(opened_thread(place))
    if public_id and (done := Post.objects.filter(public_id=public_id, thread=thread, author=by).first()):
        return done
    place = _writable(thread, by)
    people = list(place.people())
    if on_behalf_of and not (place.can_moderate(by) and on_behalf_of in people):
        raise ThreadRefusal(_("%(person)s does not take part in this discussion.") % {"person": on_behalf_of})
    waiting = PostAttachment.objects.filter(thread=thread, owner=by, post=None)
    chosen = list(waiting.filter(pk__in=[piece.pk for piece in pieces]))
    if not text.strip() and not chosen:
        raise ThreadRefusal(_("Write a few words or attach a file: there is nothing to send yet."))
    identity = {"public_id": public_id} if public_id and not Post.objects.filter(public_id=public_id).exists() else {}
    said = {"text": text.strip(), "version": place.version_of()}
    made = Post.objects.create(thread=thread, author=by, on_behalf_of=on_behalf_of, **said, **identity)
    waiting.filter(pk__in=[piece.pk for piece in chosen]).update(post=made, kind=piece_kind)
    waiting.delete()
    called = [person for person in people if person in set(mentioned) or is_named(person, text)]
    Mention.objects.bulk_create(Mention(post=made, person=person) for person in called)
    _tell(place, made, called)
    place.posted()
    return made


def is_named(person, text):
    """Whether the text calls upon this person, as "@" and their name."""
    return f"@{person}".casefold() in text.casefold()


def _tell(place, made, called):
    told = {made.author_id, made.on_behalf_of_id}
    for kind, people in [("thread_mention", called), ("thread_post", place.followers())]:
        for person in people:
            if person.pk not in told:
                told.add(person.pk)
                notices.send(kind, subject_id=made.pk, key=f"thread-post:{made.pk}:{person.pk}", person=person)


@transaction.atomic
def edit_post(made, *, by, text):
    """Changes one's own words, for a quarter of an hour; what they were is kept. Raises ThreadRefusal."""
    _locked(made.thread)
    fresh = Post.objects.get(pk=made.pk)
    _writable(fresh.thread, by)
    if not may_edit(fresh, by):
        raise ThreadRefusal(_("A post can be changed by its author, within fifteen minutes. Write another one."))
    if not text.strip() and not fresh.attachments.exists():
        raise ThreadRefusal(_("Nothing would be left of it: remove the post instead."))
    if text.strip() != fresh.text:
        now = timezone.now()
        PostVersion.objects.create(post=fresh, text=fresh.text, replaced_at=now)
        fresh.text, fresh.edited_at = text.strip(), now
        fresh.save(update_fields=["text", "edited_at"])
    return fresh


@transaction.atomic
def remove_post(made, *, by):
    """Empties a post: its words, what they were before and its files go; that there was one, and who removed it, stays.

    Raises ThreadRefusal where it is not for `by` to remove. A second time changes nothing.
    """
    _locked(made.thread)
    fresh = Post.objects.get(pk=made.pk)
    if fresh.removed_at is not None:
        return
    place = place_now(fresh.thread.kind, fresh.thread.anchor_id)
    if place is None or not may_remove(place, fresh, by):
        raise ThreadRefusal(_("This post is not yours to remove."))
    fresh.versions.all().delete()
    fresh.attachments.all().delete()
    fresh.mentions.all().delete()
    fresh.text, fresh.removed_at, fresh.removed_by = "", timezone.now(), by
    fresh.save(update_fields=["text", "removed_at", "removed_by"])
    notices.forget(kinds=["thread_"], subjects=[fresh.pk])


def may_edit(made, person):
    """Whether the person may change this post now."""
    return made.author_id == person.pk and made.removed_at is None and timezone.now() - made.posted_at < TO_EDIT


def may_remove(place, made, person):
    """Whether the person may empty this post: its author, as long as they may write here, and moderators."""
    if made.removed_at is not None:
        return False
    return place.can_moderate(person) or (made.author_id == person.pk and place.can_write(person))


def _locked(thread):
    return Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)


def _writable(thread, by):
    place = place_now(thread.kind, thread.anchor_id)
    if place is not None:
        place.hold()
    if place is None or not place.can_write(by):
        raise ThreadRefusal(_("This discussion is not yours to write in."))
    return place


def add_attachment(place, *, owner, upload):
    """Keeps an uploaded file for the post `owner` is writing; returns it. Raises RefusedFile and ThreadRefusal."""
    with transaction.atomic():
        place.hold()
    if not place.can_write(owner):
        raise ThreadRefusal(_("This discussion is not yours to write in."))
    checked = files.check_upload(upload, allowed=files.DELIVERABLES, max_bytes=MAX_BYTES)
    thread = opened_thread(place)
    piece = PostAttachment(thread=thread, owner=owner, **asdict(checked))
    piece.file.save(checked.name, File(upload), save=False)  # before the transaction: fifty megabytes hold no lock
    with transaction.atomic():
        _locked(thread)
        held = PostAttachment.objects.filter(thread=thread, owner=owner, post=None)
        if same := held.filter(sha256=checked.sha256, name=checked.name).first():
            return same
        if held.count() >= MOST_FILES:
            raise ThreadRefusal(_("A post holds up to %(number)s files.") % {"number": MOST_FILES})
        piece.save()
    return piece


@transaction.atomic
def forget_files(kind, identifiers):
    """Deletes the files of these discussions; the posts, and each file's name, size and checksum, stay. How many."""
    found = PostAttachment.objects.filter(thread__kind=kind, thread__anchor_id__in=identifiers).exclude(file="")
    paths = list(found.values_list("file", flat=True))
    count = found.update(file="")
    transaction.on_commit(lambda: [storages["private"].delete(path) for path in paths])
    return count


def forget_person(person):
    """Forgets how far a person has read, and the files they have not sent; their posts stay."""
    PostAttachment.objects.filter(post=None, owner=person).delete()
    Reading.objects.filter(person=person).delete()


def forget_old_attachments():
    """Deletes the files nobody sent within thirty days; returns how many."""
    return PostAttachment.objects.filter(post=None, uploaded_at__lt=timezone.now() - KEPT).delete()[0]
