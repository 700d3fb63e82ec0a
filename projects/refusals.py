"""Why an act on a project is refused, in the words its author reads."""

from portal.refusals import Refusal


class MilestoneRefusal(Refusal):
    """The milestone is not where the person thought, or the act is not theirs to do."""


class SheetRefusal(Refusal):
    """The sheet cannot be saved as asked; nothing was changed."""


class TeamRefusal(Refusal):
    """The role cannot be given or ended as asked."""


class LibraryRefusal(Refusal):
    """The sheet of the benchmark library cannot be saved as asked."""
