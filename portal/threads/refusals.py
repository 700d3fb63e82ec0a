"""Why an act in a discussion is refused, in the words its author reads."""

from portal.refusals import Refusal


class ThreadRefusal(Refusal):
    """The post cannot be written, changed or removed as asked; nothing was changed."""
