"""The forms of an organisation's name that mean the same one."""

from portal.text import fold

# At the beginning of a name only: "CC" elsewhere may be anything.
OPENINGS = {
    "ca": "communaute d agglomeration",
    "cc": "communaute de communes",
    "cci": "chambre de commerce et d industrie",
    "san": "syndicat d agglomeration nouvelle",
}


def name_keys(name: str) -> set[str]:
    """What to compare: the name folded, its opening abbreviation spelled out, and each half of "A / B"."""
    halves = [half for half in name.split("/") if len(fold(half)) > 2]
    return {key for text in [name, *halves] if (key := _spelled_out(fold(text)))}


def _spelled_out(folded: str) -> str:
    first, _, rest = folded.partition(" ")
    return f"{OPENINGS[first]} {rest}" if rest and first in OPENINGS else folded
