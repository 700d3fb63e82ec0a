"""The public pages in a real browser."""


def test_home_answers(page, site):
    assert page.goto("/").ok
