"""What happened to the texts of a group: written in, their requirements, versions, names, comments, adoption."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal import coediting
from portal.coediting.models import Authorship, Update

from ..comparing import compare_requirements
from ..enums import TextEvents
from ..models import AdoptedVersion, Consultation, ConsultationComment, SpecificationEvent, Version
from .lines import Line

NOTHING = {"type": "doc", "content": []}


def changed_texts(group, since, until):
    """Each text that was written in: by whom, what became of its requirements, which versions were named."""
    written = [rows.values("document") for rows in _written(since, until)]
    began = Q(created_at__gte=since, created_at__lt=until)
    changed = group.specifications.listed().filter(began | Q(document__in=written[0]) | Q(document__in=written[1]))
    found = []
    for specification in changed.select_related("document"):
        specification.group = group
        words = _in_words(specification, since, until)
        title = _("%(text)s: %(change)s") % {"text": specification, "change": words} if words else specification.title
        found.append(Line(_texts(), title, specification.get_absolute_url()))
    listed = group.specifications.listed().order_by().values("pk")
    kept = Version.objects.filter(specification__in=listed, at__gte=since, at__lt=until).exclude(name="")
    for version in kept.select_related("specification__group").order_by("at"):
        words = _("%(text)s: version “%(name)s” kept") % {"text": version.specification, "name": version.name}
        found.append(Line(_texts(), words, version.get_absolute_url()))
    return found


def _written(since, until):
    """What was written in the week: the log, and what compaction keeps of it."""
    yield Update.objects.filter(committed_at__gte=since, committed_at__lt=until).order_by()
    yield Authorship.objects.filter(at__gte=since, at__lt=until)


def _in_words(specification, since, until):
    names = _authors(specification, since, until)
    parts = [_("changed by %(names)s") % {"names": ", ".join(sorted(names))}] if names else []
    return ", ".join([*parts, *_requirements(specification, since, until)])


def _authors(specification, since, until):
    rows = [some.filter(document=specification.document_id).exclude(author=None) for some in _written(since, until)]
    keys = {pk for some in rows for pk in some.values_list("author", flat=True).distinct()}
    return {str(person) for person in get_user_model().objects.filter(pk__in=keys)}


def _requirements(specification, since, until):
    """The text as the week ended against the text as it began."""
    before = NOTHING if specification.created_at >= since else _text_at(specification, since)
    after = _text_at(specification, until)
    if before is None or after is None:
        return []
    found = compare_requirements(before, after)
    added, changed, dropped = (len(found[name]) for name in ("added", "changed", "dropped"))
    told = [
        (added, ngettext("%(count)s requirement added", "%(count)s requirements added", added)),
        (changed, ngettext("%(count)s requirement changed", "%(count)s requirements changed", changed)),
        (dropped, ngettext("%(count)s requirement dropped", "%(count)s requirements dropped", dropped)),
    ]
    return [words % {"count": count} for count, words in told if count]


def _text_at(specification, moment):
    """The text at a moment; where the log does not reach so far back any more, that of the last version kept before."""
    content = coediting.as_json_at(specification.document, moment)
    if content is None:
        version = specification.versions.filter(at__lt=moment).order_by("at", "pk").last()
        content = version.content if version else None
    return content


def steps_of_adoption(group, since, until):
    """Consultations that were opened, versions that were adopted."""
    opened = Consultation.objects.filter(specification__group=group, opened_at__gte=since, opened_at__lt=until)
    found = [
        Line(_texts(), _("%(text)s: consultation opened") % {"text": one.specification}, one.get_absolute_url())
        for one in opened.select_related("specification__group")
    ]
    adopted = AdoptedVersion.objects.filter(specification__group=group, at__gte=since, at__lt=until)
    return found + [
        Line(_texts(), _("%(text)s: adopted") % {"text": one}, one.get_absolute_url())
        for one in adopted.select_related("specification__group").defer("content", "text_folded")
    ]


def names_and_shelves(group, since, until):
    """Texts that were renamed, put aside or taken up again, and by whom: what became of each, in one line."""
    events = SpecificationEvent.objects.filter(specification__group=group, at__gte=since, at__lt=until)
    of_text: dict = {}
    for event in events.select_related("specification__group", "by"):
        of_text.setdefault(event.specification, []).append(event)
    return [
        Line(_texts(), _("%(text)s: %(change)s") % {"text": text, "change": ", ".join(said)}, text.get_absolute_url())
        for text, some in of_text.items()
        if (said := [*_renamed(some), *_shelved(some)])
    ]


def _renamed(events):
    renamed = [event for event in events if event.what == TextEvents.RENAMED]
    if not renamed:
        return
    first, last = renamed[0], renamed[-1]
    if first.was_title != last.title:
        yield _("%(done)s (“%(before)s” before)") % {"done": _by(last), "before": first.was_title}
    if first.was_code_prefix != last.code_prefix:
        yield _("Code %(code)s (instead of %(before)s)") % {"code": last.code_prefix, "before": first.was_code_prefix}


def _shelved(events):
    return [_by(event) for event in events if event.what != TextEvents.RENAMED][-1:]


def _by(event):
    done = event.get_what_display()
    return pgettext("digest", "%(done)s by %(person)s") % {"done": done, "person": event.by} if event.by else done


def comments(group, since, until):
    """How many comments each consultation got."""
    written = ConsultationComment.objects.filter(
        consultation__specification__group=group, written_at__gte=since, written_at__lt=until
    )
    counts: dict = {}
    for one in written.select_related("consultation__specification__group").order_by("written_at"):
        counts.setdefault(one.consultation, []).append(one)
    return [
        Line(
            pgettext("digest", "Comments"),
            ngettext("%(text)s: %(count)s comment", "%(text)s: %(count)s comments", len(some))
            % {"text": consultation.specification, "count": len(some)},
            consultation.get_absolute_url(),
        )
        for consultation, some in counts.items()
    ]


def _texts():
    return pgettext("digest", "Texts")
