"""What the editor's script is told: where the text is, who writes, and every word it shows."""

from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from . import images, kinds, reading, rendering, tool_words, toolbar
from .attributes import LEVELS
from .device import device_key


def editor_context(request, document, *, may_write, may_suggest=False):
    """What `coediting/editor.html` shows of `document`: the text, and the tools of who writes or only suggests.

    A page that extends it adds `title` and its own blocks; who may open it is for the caller to ask.
    """
    get_token(request)  # the script sends images with the cookie's
    return {
        "can_edit": may_write or may_suggest,
        "can_choose_mode": may_write and kinds.takes_comments(document.kind),
        "html": reading.as_html(document),
        "settings": editor_settings(request, document, may_write=may_write, may_suggest=may_suggest),
        "tool_groups": _tool_groups(document.kind),
        "table_tools": toolbar.TABLE,
        "shortcuts": [(toolbar.named_keys(keys), label) for keys, label in toolbar.SHORTCUTS],
        "image_widths": (25, 50, 75, 100),
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
        "person": device_key(request.user.pk),
        "author": str(request.user.pk),
        "mayWrite": may_write or may_suggest,
        "mode": kinds.WRITE if may_write else kinds.COMMENT if may_suggest else kinds.READ,
        "requirements": kinds.has_codes(document.kind),
        "login": f"{resolve_url('account_login')}?next={request.path}",
        "images": {
            "address": reverse("coediting:image-add", args=[document.pk]),
            "prefix": f"/textes/{document.pk}/images/",
            "largest": images.MAX_BYTES,
        },
        "readers": reverse("coediting:readers", args=[document.pk]),
        "authors": reverse("coediting:authors", args=[document.pk]),
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
            "Offline: what you write is kept on this device. It is sent as soon as the connection is back; if you "
            "close this page, open it again to send it."
        ),
        "offlineInMemory": _(
            "Offline: what you write is kept in this page only. Keep it open; everything is sent as soon as the "
            "connection is back."
        ),
        "notKept": _("This browser keeps no copy on the device: do not close this page while something is not saved."),
        "nearlyFull": _("This document is nearly full (%(percent)s): begin another one before nothing can be added."),
        "otherAccount": _(
            "Somebody else is logged in here now. What you had not saved is not sent under their name: take a copy."
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
            "Only words, their formats and paragraphs can be suggested. For a list, a table, a note, an image or "
            "another kind of paragraph, say in a comment what you would change."
        ),
        "othersSuggestion": _("Somebody else's suggestion stands there: say in a comment what you think of it."),
        "commentFirst": _("You have begun this comment: send it or cancel it, then comment on the other words."),
        "acceptAllQuestion": _("Accept %(number)s suggestions? They become part of the text."),
        "refuseAllQuestion": _("Refuse %(number)s suggestions? What they propose disappears from the text."),
        "selectFirst": _("Select the words you speak of first."),
        "passageGone": _("The words you commented on were deleted meanwhile. Your comment is kept below, with them."),
        "insertion": _("Added:"),
        "deletion": _("Deleted:"),
        "newParagraph": _("New paragraph:"),
        "joined": _("Goes on with the next paragraph:"),
        "formatted": _("%(format)s:"),
        "linked": _("Link added:"),
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
        "replaced": _(
            "Another text was put in place while you had this page open (a version was restored, or a file brought "
            "in). This is how it reads now."
        ),
        "full": _(
            "This document is full: nothing more can be written in it. What you typed last is kept below. Begin "
            "another document, or put an earlier version back."
        ),
        **kept_words(),
        "requirement": _("Requirement"),
        "codeLater": _("code given once saved"),
        "footnote": _("Footnote"),
        "lostReference": _("lost reference"),
        "contents": _("Contents"),
        "task": _("Done: %(text)s"),
        "level": _("Level"),
        "removeRequirement": _("Remove"),
        "hintText": _("Write here. “Heading 1” in the list of styles begins a section."),
        "hintRequirements": _(
            "Write here. “Heading 1” in the list of styles begins a section; the button “Requirement” begins a "
            "requirement, which gets its code by itself."
        ),
        "hintStatement": _("What must be so, in one sentence"),
        "hintCheck": _("What one looks at or measures on site"),
        "hintRationale": _("Why this is asked"),
        **tool_words.words(),
        **{level: rendering.level_label(level) for level in LEVELS},
        **{part: rendering.part_label(part) for part in rendering.PARTS},
    }


def kept_words():
    """The sentences about what was typed and could not be saved, by the reason why."""
    return {
        "copied": _("The text is copied."),
        "dismissKept": _("Remove this copy? It exists nowhere else."),
        "kept_noRight": _("Your right to open the text had ended before this was saved."),
        "kept_readOnlyNow": _("Your right to write in the text had ended before this was saved."),
        "kept_gone": _("The text was deleted before this was saved."),
        "kept_otherVersion": _("The text was restored to another version before this was saved."),
        "kept_outdated": _("The editor was renewed before this was saved."),
        "kept_tooLarge": _("The text was full."),
        "kept_notTaken": _("The server refused this change."),
    }
