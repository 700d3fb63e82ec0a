"""How the suggestions of a text stand in pandoc's tree."""

from .suggested import made_at


class Changes:
    """Words in a Span of the kind of suggestion, with who and when: what pandoc's own writers take for a change."""

    is_outermost = False  # among the formats of a word; then it is the only one: what is added and deleted is deleted

    def around(self, run: list[dict], kind: str, by: dict) -> list[dict]:
        """Suggested words ("insertion", "deletion"); `by` are the attributes of the suggestion's mark."""
        told = {"author": str(by.get("name") or ""), "date": made_at(by.get("date"))}
        return [{"t": "Span", "c": [["", [kind], [[key, value] for key, value in told.items() if value]], run]}]

    def before(self) -> list[dict]:
        """What a paragraph or heading begins with."""
        return []

    def after(self, _node: dict) -> list[dict]:
        """What it ends with; where its end is suggested it has a sign (`coediting.parted`)."""
        return []


class Drawn(Changes):
    """For files that know no changes: what is deleted is struck through, what is added in a Span for who writes it."""

    def around(self, run: list[dict], kind: str, by: dict) -> list[dict]:
        """Suggested words."""
        return [{"t": "Strikeout", "c": run}] if kind == "deletion" else super().around(run, kind, by)
