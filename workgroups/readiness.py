"""What a text still lacks before it is shown as it will be adopted: nothing of a draft may be frozen in it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import coediting

from .obstacles import Obstacle, obstacle, placed, spots


def obstacles(content: dict, *, has_requirements: bool, of) -> list[Obstacle]:
    """What is to be done in the text first, each a sentence with its places; empty when it is ready.

    `of` is the key of its document: images of others are not taken along, and are to be inserted again.
    """
    nodes = list(placed(content))
    found = []
    if not coediting.text(content).strip():
        found.append(obstacle(_("The text is empty.")))
    found += _of_drafts(content, nodes)
    found += _of_images(content, nodes, of)
    if has_requirements:
        found += _of_requirements(content, nodes)
    elif there := _all(nodes, "requirement"):
        found.append(obstacle(_("A guide has no requirements: turn them into text."), spots(there)))
    return found


def _of_drafts(content, nodes):
    """What only a draft may hold: suggestions, mentions, links that lead nowhere."""
    suggested = [one for one in nodes if any(mark["type"] in coediting.SUGGESTIONS for mark in one[0].get("marks", []))]
    if suggested:
        yield obstacle(_("Suggestions are still open: accept or refuse them."), spots(suggested))
    mentions = _all(nodes, "mention")
    if mentions:
        names = sorted({node["attrs"].get("label") or "?" for node, _entry in mentions})
        sentence = _("Remove the mentions of people (%(people)s): what is adopted is public, and never changes.")
        yield obstacle(sentence % {"people": ", ".join(f"@{name}" for name in names)}, spots(mentions))
    known = coediting.targets(content)
    lost = [one for one in _all(nodes, "reference") if one[0]["attrs"].get("target") not in known]
    if lost:
        sentence = ngettext(
            "%(count)s link leads to a section or requirement that is gone.",
            "%(count)s links lead to sections or requirements that are gone.",
            len(lost),
        )
        yield obstacle(sentence % {"count": len(lost)}, spots(lost))


def _of_images(content, nodes, of):
    shown = _all(nodes, "image")
    wordless = [one for one in shown if not (_attrs(one).get("alt") or "").strip()]
    if wordless:
        sentence = ngettext(
            "%(count)s image has no description: who cannot see it reads nothing.",
            "%(count)s images have no description: who cannot see them reads nothing.",
            len(wordless),
        )
        yield obstacle(sentence % {"count": len(wordless)}, spots(wordless))
    stored = {
        image.get_absolute_url()
        for image in coediting.images_in(content, of=of)
        if image.stored.storage.exists(image.stored.name)
    }
    lost = [one for one in shown if _attrs(one).get("src") not in stored]
    if lost:
        sentence = ngettext(
            "%(count)s image can no longer be read: insert it again.",
            "%(count)s images can no longer be read: insert them again.",
            len(lost),
        )
        yield obstacle(sentence % {"count": len(lost)}, spots(lost))


def _of_requirements(content, nodes):
    requirements = _all(nodes, "requirement")
    if not requirements:
        yield obstacle(_("There is no requirement yet: a specification has at least one."))
    empty = [one for one in requirements if not one[1]["title"]]
    if empty:
        yield obstacle(_("These requirements have no statement: %(codes)s."), spots(empty))
    unchecked = _without(requirements, "requirementCheck")
    if unchecked:
        yield obstacle(_("These requirements do not say how they are checked: %(codes)s."), spots(unchecked))


def remarks(content: dict) -> list[Obstacle]:
    """What may stay as it is, and is better known before it is adopted; each a sentence with its places."""
    unreasoned = _without(_all(placed(content), "requirement"), "requirementRationale")
    if not unreasoned:
        return []
    return [obstacle(_("These requirements give no rationale: %(codes)s."), spots(unreasoned))]


def _all(nodes, kind):
    """The nodes of one kind, with their places."""
    return [one for one in nodes if one[0]["type"] == kind]


def _attrs(one):
    return one[0].get("attrs") or {}


def _without(requirements, part):
    """Those in which `part` is empty."""
    return [one for one in requirements if not _has(one[0], part)]


def _has(requirement, part):
    parts = [child for child in requirement.get("content", []) if child["type"] == part]
    return any(coediting.text(one).strip() for one in parts)


def without_comments(content: dict) -> dict:
    """The text without the marks that threads of comments hang on: they are no part of it."""
    plain = dict(content)
    if "marks" in plain:
        plain["marks"] = [mark for mark in plain["marks"] if mark["type"] != "comment"]
        if not plain["marks"]:
            del plain["marks"]
    if "content" in plain:
        plain["content"] = _joined([without_comments(child) for child in plain["content"]])
    return plain


def _joined(nodes):
    """Texts that only a comment parted, as one again: the same words give the same checksum."""
    joined: list[dict] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if last and node["type"] == last["type"] == "text" and node.get("marks") == last.get("marks"):
            joined[-1] = last | {"text": last["text"] + node["text"]}
        else:
            joined.append(node)
    return joined
