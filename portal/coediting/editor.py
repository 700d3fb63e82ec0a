"""What the editor's script is told: where the text is, who writes, and every word it shows."""

from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from . import kinds, reading, rendering, toolbar
from .attributes import LEVELS


def editor_context(request, document, *, may_write, may_suggest=False):
    """What `coediting/editor.html` shows of `document`: the text, and the tools of who writes or only suggests.

    A page that extends it adds `title` and its own blocks; who may open it is for the caller to ask.
    """
    return {
        "can_edit": may_write or may_suggest,
        "can_choose_mode": may_write and kinds.takes_comments(document.kind),
        "html": reading.as_html(document),
        "settings": editor_settings(request, document, may_write=may_write, may_suggest=may_suggest),
        "tool_groups": _tool_groups(document.kind),
        "table_tools": toolbar.TABLE,
    }


def _tool_groups(kind):
    talk = [toolbar.TALK] if kinds.takes_comments(kind) else []
    requirement = [toolbar.REQUIREMENT] if kinds.has_codes(kind) else []
    return [*toolbar.GROUPS, *talk, *requirement]


def editor_settings(request, document, *, may_write, may_suggest=False):
    """The JSON that the page of a document carries for `frontend/editor/`."""
    return {
        "socket": "/ws/documents",
        "document": str(document.pk),
        "epoch": document.epoch,
        "name": str(request.user),
        "person": str(request.user.pk),
        "mayWrite": may_write or may_suggest,
        "mode": kinds.WRITE if may_write else kinds.COMMENT if may_suggest else kinds.READ,
        "requirements": kinds.has_codes(document.kind),
        "login": f"{resolve_url('account_login')}?next={request.path}",
        "words": words(),
    }


def words():
    """Every sentence the script may show."""
    return {
        "saved": _("Saved"),
        "saving": _("Saving…"),
        "unsaved": _("Not saved – offline"),
        "connecting": _("Connecting…"),
        "reading": _("Read only"),
        "refused": _("Not saved"),
        "away": _("Offline – reconnecting…"),
        "closed": _("Disconnected"),
        "you": _("%(name)s (you)"),
        "offline": _(
            "The connection is lost. You can go on writing: keep this page open, everything is sent as soon as the "
            "connection is back."
        ),
        "cannotConnect": _(
            "The server does not answer at the moment. The text below may be out of date; "
            "this page tries again by itself."
        ),
        "mayWriteNow": _("You may now write in this document. Reload the page to begin."),
        "loggedOut": _(
            "You are logged out. Log in again in the other tab, then come back to this page: your text is still here."
        ),
        "noRight": _("You can no longer open this document: your role has ended."),
        "readOnlyNow": _("You can no longer write in this document: it is read only for you now."),
        "gone": _("This document no longer exists."),
        "tooLarge": _("The document is full: what you typed last was not saved. Take a copy, then reload the page."),
        "tooFast": _("Too much arrived at once from this page: it is disconnected. Take a copy, then reload."),
        "notTaken": _("The server refused a change of this page. Take a copy of your text, then reload the page."),
        "notSuggested": _(
            "The server refused a change of this page: your role lets you comment and suggest, and what others "
            "suggest stays as it is. Take a copy of your text, then reload the page."
        ),
        "mayOnlySuggest": _("You may now comment and suggest in this document. Reload the page to go on."),
        "onlyWords": _(
            "Only words and their formats can be suggested. For a new paragraph, a list, a table, a note or an image, "
            "say in a comment what you would change."
        ),
        "othersSuggestion": _("Somebody else's suggestion stands there: say in a comment what you think of it."),
        "selectFirst": _("Select the words you speak of first."),
        "insertion": _("Added:"),
        "deletion": _("Deleted:"),
        "formatted": _("%(format)s:"),
        "unformatted": _("Without %(format)s:"),
        "format_bold": _("bold"),
        "format_italic": _("italic"),
        "format_underline": _("underline"),
        "format_strike": _("strikethrough"),
        "format_link": _("link"),
        "accept": _("Accept"),
        "refuse": _("Refuse"),
        "withdraw": _("Withdraw"),
        "outdated": _("This page is older than the document. Reload it to write."),
        "otherVersion": _(
            "The document was restored to another version meanwhile. What you had not saved is kept below: take a "
            "copy, then reload the page."
        ),
        "copied": _("The text is copied."),
        "requirement": _("Requirement"),
        "codeLater": _("code given once saved"),
        "footnote": _("Footnote"),
        "lostReference": _("lost reference"),
        "contents": _("Contents"),
        "task": _("Done: %(text)s"),
        "level": _("Level"),
        "removeRequirement": _("Remove"),
        **{level: rendering.level_label(level) for level in LEVELS},
        **{part: rendering.part_label(part) for part in rendering.PARTS},
    }
