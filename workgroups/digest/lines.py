"""One thing that happened."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Under which `heading` it stands, what it says, where it leads."""

    heading: str
    title: str
    path: str
