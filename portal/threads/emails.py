"""The mail of a post: its words, the way to it, and an answer by mail that reaches an accompanier."""

from django.utils.translation import gettext as _

from portal import notices

from .kinds import place
from .models import Post


def post_with_place(subject_id):
    """The post and its place; None once it was removed, or what it is about is gone."""
    related = ("thread", "author", "on_behalf_of")
    made = Post.objects.select_related(*related).filter(pk=subject_id, removed_at=None).first()
    where = made and place(made.thread.kind, made.thread.anchor_id)
    return (made, where) if where else None


def may_read(person, about):
    """Who may no longer read the thread is not sent what is said there."""
    return about[1].can_read(person)


def scope_of(about):
    """The scope of what is talked about."""
    return about[1].scope_of()


RULES = {"about": post_with_place, "may": may_read, "scope": scope_of}


@notices.mail("thread_mention", category=notices.Category.WAITS_FOR_ME, **RULES)
def thread_mention(notice):
    """To somebody a post calls upon."""
    return _mail(notice, _("%(person)s calls on you: %(title)s"))


@notices.mail("thread_post", category=notices.Category.EVERYTHING, **RULES)
def thread_post(notice):
    """To those who follow."""
    return _mail(notice, _("%(person)s wrote: %(title)s"))


def _mail(notice, subject):
    found = post_with_place(notice.subject_id)
    if found is None:
        return None
    made, where = found
    path = f"{where.path_of()}#post-{made.public_id}"
    reached = reached_by_answer(where, made, notice.person)
    return notices.Mail(
        subject=subject % {"person": made.speaker, "title": where.title_of()},
        template="emails/thread_post",
        context={
            "post": made,
            "title": where.title_of(),
            "quote": where.quote_of(),
            "pieces": list(made.attachments.all()),
            "link": notices.absolute(path),
            "reached": ", ".join(str(person) for person in reached),
        },
        reply_to=[person.email for person in reached],
        path=path,
    )


def reached_by_answer(where, made, reader):
    """Whom an answer by mail goes to: who spoke, and an accompanier in any case, who can write it down here."""
    accompaniers = list(where.accompaniers())
    found = [made.speaker]
    if (made.speaker not in accompaniers and reader not in accompaniers) or not made.speaker.email:
        found += accompaniers
    return [person for person in dict.fromkeys(found) if person.email and person != reader]
