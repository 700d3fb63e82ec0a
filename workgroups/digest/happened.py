"""What happened in a group between two moments, from every source in a fixed order."""

from . import sources, texts

_sources = [
    texts.changed_texts,
    texts.names_and_shelves,
    texts.steps_of_adoption,
    texts.comments,
    sources.meetings,
    sources.minutes,
    sources.actions,
    sources.files,
    sources.people,
]


def register(source):
    """Adds a source: `source(group, since, until) -> [Line]`; called once, when apps are loaded."""
    _sources.append(source)


def happened_in(group, since, until):
    """The lines of the week, in words of the language that is active."""
    return [line for source in _sources for line in source(group, since, until)]
