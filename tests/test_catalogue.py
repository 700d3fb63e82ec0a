"""The French catalogue keeps to French typography."""

import re
from pathlib import Path

import polib
import pytest

CATALOGUE = Path(__file__).resolve().parents[1] / "locale" / "fr" / "LC_MESSAGES" / "django.po"
ADDRESS = re.compile(r"\S+://\S*|mailto:\S*")
# A sign that ends a word: what goes on right after it, as in “ ?page=2” or “ :root”, is code.
PLAIN_SPACE = re.compile(r" [:;?!](?![\w%{/=])| »|« ")


def breakable(text: str) -> list[str]:
    """Where a plain space would let a line begin with the sign, or end with the opening quotation mark."""
    return PLAIN_SPACE.findall(ADDRESS.sub("", text))


@pytest.mark.parametrize(
    "text", ["Où :", "Quoi ; la suite", "Qui ?", "Oui ! Non", "« %(name)s\u00a0»", "«\u00a0a »", "(non !)"]
)
def test_plain_spaces_are_found(text):
    assert breakable(text)


@pytest.mark.parametrize(
    "text", ["Où\u00a0:", "Qui\u202f?", "voir https://exemple.org/?a=1", "de %(x)s: %(y)s", "Cc: nom", "?page=2 :root"]
)
def test_codes_are_left_alone(text):
    assert not breakable(text)


def test_blanks_before_signs_do_not_break():
    texts = (text for entry in polib.pofile(CATALOGUE) for text in (entry.msgstr, *entry.msgstr_plural.values()))
    assert [text for text in texts if breakable(text)] == []
