"""The buttons above a text, in the order an office worker looks for them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class Tool:
    """One button: the editor's command, its label (read aloud and shown as a hint), its icon and its keys."""

    command: str
    label: str
    icon: str = ""
    keys: str = ""

    @property
    def hint(self):
        """The label with its keys, such as "Bold (Ctrl+B)"."""
        return f"{self.label} ({self.keys_shown})" if self.keys else str(self.label)

    @property
    def keys_shown(self):
        """The keys under the names that stand on them."""
        return named_keys(self.keys)


def named_keys(keys):
    """ "Ctrl+Shift+S" under the names of the keyboard: « Ctrl+Maj+S »."""
    names = {"Shift": pgettext("key", "Shift"), "Enter": pgettext("key", "Enter")}
    return "+".join(names.get(key, key) for key in keys.split("+"))


HISTORY = [Tool("undo", _("Undo"), "undo", "Ctrl+Z"), Tool("redo", _("Redo"), "redo", "Ctrl+Y")]
MARKS = [
    Tool("bold", _("Bold"), "bold", "Ctrl+B"),
    Tool("italic", _("Italic"), "italic", "Ctrl+I"),
    Tool("underline", _("Underline"), "underline", "Ctrl+U"),
    Tool("strike", _("Strikethrough"), "strike", "Ctrl+Shift+S"),
]
BLOCKS = [
    Tool("bulletList", _("Bulleted list"), "bullets", "Ctrl+Shift+8"),
    Tool("orderedList", _("Numbered list"), "numbers", "Ctrl+Shift+7"),
    Tool("taskList", _("To-do list"), "tasks", "Ctrl+Shift+9"),
    Tool("blockquote", _("Quotation"), "quote", "Ctrl+Shift+B"),
]
INSERTS = [
    Tool("link", _("Link"), "link", "Ctrl+K"),
    Tool("image", _("Image"), "image"),
    Tool("mention", _("Mention somebody"), "person", "@"),
    Tool("insertTable", _("Insert a table"), "table"),
    Tool("footnote", _("Footnote"), "footnote"),
    Tool("reference", _("Reference to a heading or a requirement"), "reference"),
    Tool("tableOfContents", _("Table of contents at the top"), "contents"),
]
TALK = [Tool("comment", _("Comment on the selected words"), "comment", "Ctrl+Alt+M")]
REQUIREMENT = [Tool("requirement", _("Requirement"), keys="Ctrl+Shift+E")]
TABLE = [
    Tool("addRowBefore", _("Row above")),
    Tool("addRowAfter", _("Row below")),
    Tool("deleteRow", _("Delete the row")),
    Tool("addColumnBefore", _("Column before")),
    Tool("addColumnAfter", _("Column after")),
    Tool("deleteColumn", _("Delete the column")),
    Tool("mergeCells", _("Merge the cells")),
    Tool("splitCell", _("Split the cell")),
    Tool("toggleHeaderRow", _("Header row")),
    Tool("toggleHeaderColumn", _("Header column")),
    Tool("widenColumn", _("Wider column")),
    Tool("narrowColumn", _("Narrower column")),
    Tool("deleteTable", _("Delete the table")),
]
TOOLS = [
    Tool("find", _("Find and replace"), "find", "Ctrl+F"),
    Tool("authors", _("Who wrote this passage?"), "author"),
    Tool("shortcuts", _("Keyboard shortcuts"), "keyboard", "Ctrl+/"),
]
GROUPS = [HISTORY, MARKS, BLOCKS, INSERTS, TOOLS]

# Keys that no button has.
SHORTCUTS = [
    ("Ctrl+H", _("Replace")),
    ("F3", _("Next place found")),
    ("Ctrl+Alt+1 … 3", _("Heading 1, 2 or 3")),
    ("Ctrl+Alt+0", _("Plain paragraph")),
    ("Tab", _("Deeper in a list; next cell of a table, next part of a requirement")),
    ("Shift+Tab", _("Out by one level of a list; cell or part before; from the first part, the level")),
    ("Shift+Enter", _("New line in the same paragraph")),
    ("Ctrl+Shift+Enter", _("Tick a to-do, or untick it")),
    ("Ctrl+Enter", _("Go on below the requirement")),
    ("Alt+F10", _("To the toolbar (arrows inside, Escape to come back)")),
]
