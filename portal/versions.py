"""The mark a form carries of what it was opened on: sent after somebody else saved the same thing, it is refused."""

import hashlib


def held(row, fields=None):
    """What the stored `row` holds in its own columns, or in `fields` alone: pairs of a name and its value as text."""
    stored = type(row)._base_manager.get(pk=row.pk)
    return [
        (field.name, field.value_to_string(stored))
        for field in stored._meta.concrete_fields
        if fields is None or field.name in fields
    ]


def mark(content):
    """A short text that is another one when `content` (lists, pairs, texts, numbers) is another."""
    return hashlib.sha256(repr(content).encode()).hexdigest()[:20]


def version_of(row):
    """The mark of one row as stored now; of a row not stored yet, an empty text."""
    return mark(held(row)) if row.pk else ""
