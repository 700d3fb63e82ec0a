import pytest

from events.mail_domains import KNOWN, distance, suggestion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zoe@gmial.com", "zoe@gmail.com"),
        ("zoe@hotmial.fr", "zoe@hotmail.fr"),
        ("zoe@orange.f", "zoe@orange.fr"),
        ("zoe@wanado.fr", "zoe@wanadoo.fr"),
        ("zoe@gmail.fr", "zoe@gmail.com"),
        ("Zoe.L@GMAIL.CO", "Zoe.L@gmail.com"),
        ('"a@b"@yaho.fr', '"a@b"@yahoo.fr'),
    ],
)
def test_a_slip_of_the_finger_is_understood(typed, meant):
    assert suggestion(typed) == meant


@pytest.mark.parametrize("domain", [*KNOWN, "it77.example", "melun.fr", "free.com", "gmx.de", "x", ""])
def test_a_domain_that_may_well_exist_is_left_alone(domain):
    assert suggestion(f"zoe@{domain}") is None


def test_nothing_is_suggested_where_there_is_no_address():
    assert suggestion("") is suggestion("gmial.com") is suggestion("@gmial.com") is None


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "abxc", 1), ("abc", "axc", 1), ("ab", "cd", 2)],
)
def test_slips_are_counted(one, other, slips):
    assert distance(one, other) == distance(other, one) == slips
