"""What a text still lacks before it is shown as it will be adopted: nothing of a draft may be frozen in it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import coediting


def obstacles(content: dict, *, has_requirements: bool, of) -> list[str]:
    """What is to be done in the text first, each a sentence; empty when it is ready.

    `of` is the key of its document: images of others are not taken along, and are to be inserted again.
    """
    nodes = list(_walk(content))
    found = []
    if not coediting.text(content).strip():
        found.append(_("The text is empty."))
    if any(mark["type"] in coediting.SUGGESTIONS for node in nodes for mark in node.get("marks", [])):
        found.append(_("Suggestions are still open: accept or refuse them."))
    mentions = sorted({node["attrs"].get("label") or "?" for node in nodes if node["type"] == "mention"})
    if mentions:
        found.append(
            _("Remove the mentions of people (%(people)s): what is adopted is public, and never changes.")
            % {"people": ", ".join(f"@{name}" for name in mentions)}
        )
    known = coediting.targets(content)
    lost = sum(node["type"] == "reference" and node["attrs"].get("target") not in known for node in nodes)
    if lost:
        found.append(
            ngettext(
                "%(count)s link leads to a section or requirement that is gone.",
                "%(count)s links lead to sections or requirements that are gone.",
                lost,
            )
            % {"count": lost}
        )
    found += _of_images(content, nodes, of)
    if has_requirements:
        found += _of_requirements(content)
    elif any(node["type"] == "requirement" for node in nodes):
        found.append(_("A guide has no requirements: turn them into text."))
    return found


def _of_images(content, nodes, of):
    shown = [node.get("attrs") or {} for node in nodes if node["type"] == "image"]
    wordless = sum(not (attrs.get("alt") or "").strip() for attrs in shown)
    if wordless:
        yield ngettext(
            "%(count)s image has no description: who cannot see it reads nothing.",
            "%(count)s images have no description: who cannot see them reads nothing.",
            wordless,
        ) % {"count": wordless}
    stored = {
        image.get_absolute_url()
        for image in coediting.images_in(content, of=of)
        if image.stored.storage.exists(image.stored.name)
    }
    lost = sum(attrs.get("src") not in stored for attrs in shown)
    if lost:
        yield ngettext(
            "%(count)s image can no longer be read: insert it again.",
            "%(count)s images can no longer be read: insert them again.",
            lost,
        ) % {"count": lost}


def _of_requirements(content):
    requirements = [entry for entry in coediting.outline(content) if entry["kind"] == "requirement"]
    if not requirements:
        yield _("There is no requirement yet: a specification has at least one.")
    empty = [entry["label"] for entry in requirements if not entry["title"]]
    if empty:
        yield _("These requirements have no statement: %(codes)s.") % {"codes": ", ".join(empty)}
    unchecked = _without(content, "requirementCheck")
    if unchecked:
        yield _("These requirements do not say how they are checked: %(codes)s.") % {"codes": ", ".join(unchecked)}


def remarks(content: dict) -> list[str]:
    """What may stay as it is, and is better known before it is adopted; each a sentence."""
    unreasoned = _without(content, "requirementRationale")
    if not unreasoned:
        return []
    return [_("These requirements give no rationale: %(codes)s.") % {"codes": ", ".join(unreasoned)}]


def _without(content, part):
    """The codes of the requirements in which `part` is empty."""
    codes = [entry["label"] for entry in coediting.outline(content) if entry["kind"] == "requirement"]
    nodes = [node for node in _walk(content) if node["type"] == "requirement"]
    return [code for code, node in zip(codes, nodes, strict=True) if not _has(node, part)]


def _has(requirement, part):
    parts = [child for child in requirement.get("content", []) if child["type"] == part]
    return any(coediting.text(one).strip() for one in parts)


def _walk(node) -> Iterator[dict]:
    yield node
    for child in node.get("content", []):
        yield from _walk(child)


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
