"""Which function builds the mail of each kind."""

_builders: dict = {}


def mail(kind):
    """Registers the builder of a kind: `builder(notice) -> Mail`, or None when there is nothing left to say.

    It runs in the worker, after the transaction, with the notice's language active.
    """

    def decorate(builder):
        _builders[kind] = builder
        return builder

    return decorate


def builder_of(kind):
    """The builder of a kind. Raises KeyError for a kind nobody registered."""
    return _builders[kind]
