"""An adoption announces itself: an article among the news, published, or left to the editors as a draft."""

import logging
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task
from wagtail.models import Locale

from portal import notices, schedule
from portal.roles import AssociationRole, AssociationRoles
from workgroups.models import AdoptedVersion

from .models import AdoptionNews, NewsIndexPage, NewsPage

logger = logging.getLogger(__name__)
RECENT = timedelta(days=7)


@task()
def announce_adoption(version_pk):
    """The article about a version; a second time does nothing."""
    versions = AdoptedVersion.objects.defer("content", "text_folded")
    announce(versions.select_related("specification__group", "vote__opened_by").get(pk=version_pk))


@transaction.atomic
def announce(version):
    """Makes the article, if the site has news and there is none yet; returns its AdoptionNews, else None.

    Who put the text to the vote is its author: with the right to publish among the news it is published at once,
    without it is a draft, and the editors are told. An article that the editors deleted is not made again.
    """
    index = NewsIndexPage.objects.live().filter(locale=Locale.get_default()).first()
    if index is None:
        return None
    row, is_new = AdoptionNews.objects.get_or_create(version=version)
    if not is_new:
        return None
    author = version.vote.opened_by
    may_publish = author.is_active and index.permissions_for_user(author).can_publish_subpage()
    with translation.override(version.language):
        page = _article(version)
    page.owner, page.locale, page.live = author, index.locale, False
    row.page = index.add_child(instance=page)
    row.save(update_fields=["page"])
    revision = page.save_revision(user=author)
    if may_publish:
        revision.publish(user=author)
    else:
        for editor in editors():
            notices.send("adoption_news", subject_id=row.pk, key=f"adoption_news:{row.pk}:{editor.pk}", person=editor)
    return row


def _article(version):
    told = {
        "title": version.title,
        "number": version.number,
        "group": version.group_name,
        "day": date_format(version.adopted_on, "DATE_FORMAT"),
    }
    intro = _("The working group “%(group)s” adopted it on %(day)s: it is free to read, to cite and to download.")
    link = {"page": None, "address": version.get_absolute_url(), "label": _("Read the adopted version")}
    call = {"title": f"{version.title}, {version.number}"[:120], "text": "", "link": link}
    return NewsPage(
        title=(_("“%(title)s” is adopted (%(number)s)") % told)[:255],
        intro=(intro % told)[:400],
        date=version.adopted_on,
        body=[("text", format_html("<p>{}</p><p>{}</p>", *_sentences(version))), ("call_to_action", call)],
    )


def _sentences(version):
    count = version.requirements.count()
    if count:
        yield ngettext(
            "It holds %(count)s requirement, with the way to check it.",
            "It holds %(count)s requirements, each with the way to check it.",
            count,
        ) % {"count": count}
    else:
        yield _("It is a guide of good practice.")
    yield _("The version has a permanent address and does not change; what is corrected later stands beside it.")


def editors():
    """Who publishes articles: the site's editors; where there are none, the staff."""
    rows = AssociationRole.objects.current().order_by()
    for role in (AssociationRoles.EDITOR, AssociationRoles.STAFF):
        people = get_user_model().objects.filter(is_active=True, pk__in=rows.filter(role=role).values("person_id"))
        if people.exists():
            return people
    return get_user_model().objects.none()


@schedule.every(hours=1)
def announce_what_was_missed():
    """Adoptions of the last days without an article: the task failed, or the site had no news yet."""
    recent = AdoptedVersion.objects.filter(at__gt=timezone.now() - RECENT, news=None)
    for version_pk in recent.values_list("pk", flat=True):
        announce_adoption.enqueue(version_pk)


def _news(subject_id):
    return AdoptionNews.objects.select_related("version__specification__group", "page").filter(pk=subject_id).first()


def may_publish(person, news):
    """Whether it is theirs to publish: who may publish that page, while there is one."""
    return news.page is not None and news.page.permissions_for_user(person).can_publish()


@notices.mail("adoption_news", category=notices.Category.WAITS_FOR_ME, about=_news, may=may_publish)
def adoption_news(notice):
    """To the editors: an article waits for them. Nothing once it was published."""
    news = _news(notice.subject_id)
    if news.page.live:
        return None
    return notices.letter(
        subject=_("An article to publish: “%(title)s” is adopted") % {"title": news.version.title},
        lines=[_("A working group has adopted a text. An article about it is prepared among the news, as a draft.")],
        facts=[(_("Working group"), news.version.group_name), (_("Version"), news.version.number)],
        path=reverse("wagtailadmin_pages:edit", args=[news.page.pk]),
        button=_("Read and publish the article"),
    )
