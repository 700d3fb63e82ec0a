"""What happened to the texts of a group: written in, their requirements, kept versions, comments, adoption."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal import coediting
from portal.coediting.models import Update

from ..comparing import compare_requirements
from ..models import AdoptedVersion, Consultation, ConsultationComment, Version
from .lines import Line

NOTHING = {"type": "doc", "content": []}


def changed_texts(group, since, until):
    """Each text that was written in: by whom, what became of its requirements, which versions were named."""
    changed = group.specifications.with_last_change().filter(last_changed_at__gte=since).select_related("document")
    found = []
    for specification in changed:
        specification.group = group
        words = _in_words(specification, since, until)
        title = _("%(text)s: %(change)s") % {"text": specification, "change": words} if words else specification.title
        found.append(Line(_texts(), title, specification.get_absolute_url()))
    kept = Version.objects.filter(specification__group=group, at__gte=since, at__lt=until).exclude(name="")
    for version in kept.select_related("specification__group").order_by("at"):
        words = _("%(text)s: version “%(name)s” kept") % {"text": version.specification, "name": version.name}
        found.append(Line(_texts(), words, version.get_absolute_url()))
    return found


def _in_words(specification, since, until):
    updates = Update.objects.filter(document=specification.document_id, committed_at__gte=since, committed_at__lt=until)
    names = _authors(updates)
    parts = [_("changed by %(names)s") % {"names": ", ".join(sorted(names))}] if names else []
    return ", ".join([*parts, *_requirements(specification, since)])


def _authors(updates):
    from_people = updates.exclude(author=None).order_by()
    model = updates.model._meta.get_field("author").related_model
    return {str(person) for person in model.objects.filter(pk__in=from_people.values("author_id"))}


def _requirements(specification, since):
    """Against the last version kept before the week; where there is none, against nothing."""
    before = specification.versions.filter(at__lt=since).order_by("at", "pk").last()
    if before is None and specification.created_at < since:
        return []
    now = coediting.as_json(specification.document)
    found = compare_requirements(before.content if before else NOTHING, now)
    added, changed, dropped = (len(found[name]) for name in ("added", "changed", "dropped"))
    told = [
        (added, ngettext("%(count)s requirement added", "%(count)s requirements added", added)),
        (changed, ngettext("%(count)s requirement changed", "%(count)s requirements changed", changed)),
        (dropped, ngettext("%(count)s requirement dropped", "%(count)s requirements dropped", dropped)),
    ]
    return [words % {"count": count} for count, words in told if count]


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
