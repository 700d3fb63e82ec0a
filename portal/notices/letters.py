"""The plain form of a mail: a few sentences, facts, somebody's own words, one link."""

from .messages import Mail, absolute

TEMPLATE = "emails/plain_letter"


def letter(*, subject, lines, path, button, facts=(), quote="", attachments=(), reply_to=(), asks_who=True):
    """A mail of `lines` (whole sentences), `facts` (label, value), a `quote` as typed, and a `button` to `path`.

    `asks_who`: whether that page asks a visitor who they are, which the mail then explains.
    """
    return Mail(
        subject=subject,
        template=TEMPLATE,
        context={
            "lines": lines,
            "facts": [(label, value) for label, value in facts if value],
            "quote": quote,
            "link": absolute(path) if path else "",
            "button": button,
            "asks_who": asks_who,
        },
        attachments=list(attachments),
        reply_to=list(reply_to),
        path=path,
    )
