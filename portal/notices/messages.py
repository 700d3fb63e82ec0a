"""What a mail is made of."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings


@dataclass(frozen=True)
class Attachment:
    """A piece of a mail; with `content_id` it is an image that the HTML part shows as `cid:<content_id>`."""

    name: str
    content: bytes
    content_type: str
    content_id: str = ""


@dataclass(frozen=True)
class Mail:
    """One message: `template` names `<template>.txt` and `<template>.html`; `path` leads to what it is about."""

    subject: str
    template: str
    context: dict = field(default_factory=dict)
    attachments: list[Attachment] = field(default_factory=list)
    reply_to: list[str] = field(default_factory=list)
    path: str = ""


def absolute(path):
    """The full address of a path of this site, for mails."""
    return f"{settings.BASE_URL}{path}"


def plain_path(path):
    """A path without what does not change which thing it leads to: the language, the place in the page."""
    plain = urlsplit(path).path
    for code, _name in settings.LANGUAGES:
        plain = plain.removeprefix(f"/{code}") if plain.startswith(f"/{code}/") else plain
    return plain
