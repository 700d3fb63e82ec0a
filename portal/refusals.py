"""An expected "no": the action raises it, the view shows it in the person's words."""


class Refusal(Exception):
    """Base of every app's refusals; its text is written for the person, already translated."""
