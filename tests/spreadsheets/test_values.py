import pytest

from portal.spreadsheets import Formula
from portal.spreadsheets.values import Unreadable, read_email, read_text


def test_addresses_lose_case_and_spaces():
    assert read_email(" J.Muller@Atelier.example ") == "j.muller@atelier.example"


@pytest.mark.parametrize("cell", [f"{'a' * 250}@b.example", "bob@atelier", "bob", "a@b.example, c@d.example", 12])
def test_what_is_no_address_is_refused(cell):
    with pytest.raises(Unreadable, match="e-mail"):
        read_email(cell)


@pytest.mark.parametrize(
    "cell", [Formula('=HYPERLINK("x")'), '=HYPERLINK("x")', "@SUM(A1)", "#REF!", "-2+3", "—", "a\x07b"]
)
def test_name_is_never_a_formula_nor_noise(cell):
    with pytest.raises(Unreadable):
        read_text(cell, 100)


def test_name_is_kept_as_typed_but_for_spaces():
    assert read_text("  N’Guyen \u00a0 Thị  Hoa ", 100) == "N’Guyen Thị Hoa"
    assert read_text(77.0, 100) == "77"


def test_too_long_a_name_is_refused():
    with pytest.raises(Unreadable, match="trop long"):
        read_text("x" * 101, 100)
