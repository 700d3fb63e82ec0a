"""Why an act on a project is refused, in the words its author reads."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.refusals import Refusal


class MilestoneRefusal(Refusal):
    """The milestone is not where the person thought, or the act is not theirs to do."""


class OpinionRefusal(Refusal):
    """The opinion is not expected any more, or cannot be asked as wished."""


class SheetRefusal(Refusal):
    """The sheet cannot be saved as asked; nothing was changed."""


class TeamRefusal(Refusal):
    """The role cannot be given or ended as asked."""


class ApplicationRefusal(Refusal):
    """The application is not where the person thought, or the act is not theirs to do."""


class CourseRefusal(Refusal):
    """The course, or the template of one, cannot be laid or changed as asked; nothing was written."""


class PastDates(CourseRefusal):
    """Dates that have passed are laid only when the person says that they are meant."""


class NewerDraft(Refusal):
    """Another device has saved a draft since this form was opened: `draft`."""

    def __init__(self, text, draft):
        super().__init__(text)
        self.draft = draft


class DepositRefusal(Refusal):
    """The link takes no file, or not this one."""


class StudyRefusal(Refusal):
    """What surrounds the study (a meeting, the brief, the funding, a contact) cannot be changed as asked."""


class ChangedMeanwhile(StudyRefusal):
    """Somebody else saved the same thing after the form was opened; `shows_both` says that the page compares."""

    def __init__(self, *, shows_both=True):
        compared = _(
            "Somebody else saved this meanwhile. Compare below what is saved and what you typed, then save again."
        )
        kept = _(
            "Somebody else saved this meanwhile. What you typed is still here: open this page in another window to "
            "compare, then save again to keep yours."
        )
        super().__init__(compared if shows_both else kept)


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


class ProjectEnded(
    MilestoneRefusal, OpinionRefusal, SheetRefusal, TeamRefusal, CourseRefusal, StudyRefusal, DepositRefusal
):
    """The project has ended, whatever the act was: each screen shows it as a refusal of its own subject."""

    def __init__(self, project):
        super().__init__(
            _("This project ended on %(date)s: it stays as it was then. To go on with it, it has to be reopened first.")
            % {"date": date_format(project.closed_on)}
        )
