"""Folding: what makes names comparable and sortable on every database."""

import pytest

from portal.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Communauté d’agglomération", "communaute d agglomeration"),
        ("CHÂTEAU DE BOURRON", "chateau de bourron"),
        ("Lœuillet", "loeuillet"),
        ("Müller-Straße", "muller strasse"),
        ("  FRANCE  TELECOM/ORANGE ", "france telecom orange"),
        ("N’Guyen Thị Hoa", "n guyen thi hoa"),
        ("", ""),
        ("…", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded
