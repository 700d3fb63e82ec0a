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


class ClosingRefusal(Refusal):
    """The project cannot be closed or reopened as asked, or its balance sheet is not the person's to change."""


class StaleClosing(ClosingRefusal):
    """Somebody changed the balance sheet since the form was opened; `stored` is how it stands now."""

    def __init__(self, text, stored):
        super().__init__(text)
        self.stored = stored


class VisaRefusal(Refusal):
    """The visa cannot be given, refused or taken back as asked."""
