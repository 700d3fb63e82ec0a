import pytest

from portal import guards


@pytest.fixture
def later(monkeypatch):
    """Lets the form be as old as if somebody had typed."""
    monkeypatch.setattr(guards, "LEAST_SECONDS", 0)
