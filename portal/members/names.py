"""The forms of an organisation's name that mean the same one."""

from portal.text import fold

# At the beginning of a name only: "CC" elsewhere may be anything.
OPENINGS = {
    "ca": "communaute d agglomeration",
    "cc": "communaute de communes",
    "cci": "chambre de commerce et d industrie",
    "san": "syndicat d agglomeration nouvelle",
}


def spelled_out(folded: str) -> str:
    """A folded name with the abbreviation it begins with in full: "cc du x" → "communaute de communes du x"."""
    first, _, rest = folded.partition(" ")
    return f"{OPENINGS[first]} {rest}" if rest and first in OPENINGS else folded


def halves(name: str) -> list[str]:
    """The two folded names of "A / B"; none for a name without a stroke."""
    parts = [fold(part) for part in name.split("/")]
    return [part for part in parts if len(part) > 2] if len(parts) == 2 else []
