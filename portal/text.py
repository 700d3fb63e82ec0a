"""Text made comparable: the folded form used for French order and accent-insensitive search."""

import unicodedata

LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l"}
)


def fold(text: str) -> str:
    """`text` in lower case without accents or punctuation, words parted by one space.

    The same on every database, so it is stored beside what it folds (no ICU or collation needed).
    """
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS)).casefold()
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.split())
