"""The buttons above a text, in the order an office worker looks for them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


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
        return f"{self.label} ({self.keys})" if self.keys else str(self.label)


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
    Tool("deleteTable", _("Delete the table")),
]
TOOLS = [
    Tool("find", _("Find and replace"), "find", "Ctrl+F"),
]
GROUPS = [HISTORY, MARKS, BLOCKS, INSERTS, TOOLS]
