"""Co-edited text: what is shown as saved, or seen by somebody else, is committed. Knows no specification.

Other apps import this package and nothing inside it (`docs/decisions/co-editing.md` tells the protocol).
"""

from .attributes import LEVELS, SUGGESTIONS
from .kinds import COMMENT, READ, WRITE, Place, allow_comments, register_kind, register_threads

__all__ = [
    "COMMENT",
    "LEVELS",
    "READ",
    "SUGGESTIONS",
    "WRITE",
    "Fixed",
    "Gap",
    "Level",
    "Overtaken",
    "Place",
    "Proposal",
    "UnknownContent",
    "add_image",
    "allow_comments",
    "as_html",
    "as_json",
    "as_json_at",
    "as_text",
    "close_document",
    "column_shares",
    "create_document",
    "editor_context",
    "for_paper",
    "give_codes",
    "html",
    "images_in",
    "keep_image",
    "level_label",
    "outline",
    "part_label",
    "parted",
    "prepared_image",
    "propose",
    "register_kind",
    "register_threads",
    "reopen_document",
    "replace_content",
    "rewrite",
    "sections",
    "spelled_out",
    "state",
    "suggestions",
    "talk_changed",
    "targets",
    "text",
    "valid",
    "with_names",
    "wordings",
]


def __getattr__(name):
    # Models of other apps import this package before ours are loaded: these are fetched when they are asked for.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import editor, reading

    return editor.editor_context if name == "editor_context" else getattr(reading, name)
