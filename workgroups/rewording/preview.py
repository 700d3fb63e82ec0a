"""What would be written, shown before anything is: each requirement with its insertions and deletions."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal import coediting

from .columns import about
from .reading import Returned


@dataclass
class Reworded:
    """One requirement: the parts that change, as their label and lines of pieces; its level if that is to change."""

    code: str
    section: str
    parts: list[tuple[str, list]] = field(default_factory=list)
    level: coediting.Level | None = None

    @property
    def levels(self):
        """The level before and after, in words."""
        return [coediting.level_label(self.level.before), coediting.level_label(self.level.after)]


@dataclass
class Preview:
    """What can be written, as it is shown and as it is asked for; what cannot; what is left out."""

    changes: list[Reworded]
    proposals: list[coediting.Proposal]
    levels: list[coediting.Level]
    refused: list[tuple[int | None, str, str]]
    missing: list[str]


def preview(content: dict, returned: Returned) -> Preview:
    """`returned` beside the text as it is now (the editor's JSON), in its order."""
    now = {one.code: one for one in coediting.wordings(content) if one.code}
    refused, proposals, levels = list(returned.refused), [], []
    changes = {code: Reworded(code, one.section) for code, one in now.items()}
    for proposal in returned.proposals:
        label = coediting.part_label(proposal.part)
        try:
            lines = _lines(now, proposal)
        except coediting.Overtaken as reason:
            refused.append((None, proposal.code, about(proposal.part, reason)))
        except coediting.Fixed as reason:
            words = _("“%(words)s” stands for a link or a person: reword it in the text itself")
            refused.append((None, proposal.code, about(proposal.part, words % {"words": str(reason).strip()})))
        else:
            if lines:
                changes[proposal.code].parts.append((label, lines))
                proposals.append(proposal)
    for level in returned.levels:
        if level.code not in now or now[level.code].level != level.before:
            refused.append((None, level.code, _("somebody has changed its level since, or it is gone")))
        else:
            changes[level.code].level = level
            levels.append(level)
    shown = [one for one in changes.values() if one.parts or one.level]
    return Preview(shown, proposals, levels, refused, [code for code in returned.missing if code in now])


def _lines(now, proposal):
    one = now.get(proposal.code)
    part = one and one.parts.get(proposal.part)
    if part is None:
        raise coediting.Overtaken(_("the requirement is no longer in the text"))
    if part.stamp != proposal.stamp:
        raise coediting.Overtaken(_("somebody has changed it since the workbook was taken away"))
    return part.against(proposal.text)
