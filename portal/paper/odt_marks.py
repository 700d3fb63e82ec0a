"""The marks of suggestions in the tree of an .odt, which `odt_changes` makes tracked changes of."""

from .odt_changes import MARK
from .pandoc_breaks import SIGN
from .pandoc_changes import Changes
from .suggested import made_at
from .xml import words

KINDS = {"ins": "insertion", "del": "deletion"}
NO_DATE = "1970-01-01T00:00:00"  # without one LibreOffice leaves a change out


class OdtChanges(Changes):
    """Marks around words; a paragraph's suggested end goes from its last word to the first of the next paragraph."""

    is_outermost = True

    def __init__(self):
        self.reaching = ""  # the kind of change that reaches into the next paragraph

    def around(self, run: list[dict], kind: str, by: dict) -> list[dict]:
        """Suggested words between two marks."""
        return [_begin(kind, by), *run, _raw(f"<{MARK}/>")]

    def before(self) -> list[dict]:
        """The end of a change that reaches into this paragraph."""
        reaching, self.reaching = self.reaching, ""
        return [_raw(f"<{MARK}/>")] if reaching else []

    def after(self, node: dict) -> list[dict]:
        """The beginning of one that reaches into the next."""
        if SIGN not in node:
            return []
        sign, by = node[SIGN]
        self.reaching = KINDS[sign]
        return [_begin(self.reaching, by)]


def _begin(kind, by):
    who, when = words(str(by.get("name") or "")), made_at(by.get("date")) or NO_DATE
    return _raw(f'<{MARK} kind="{kind}" who="{who}" when="{when}"/>')


def _raw(xml):
    return {"t": "RawInline", "c": ["opendocument", xml]}
