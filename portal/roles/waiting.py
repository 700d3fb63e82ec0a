"""One line of "what waits for me": every app offers its own, the dashboard puts them in one list."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class WaitingItem:
    """Something one person is expected to do. `url` leads to the very screen where it is done."""

    title: str
    detail: str
    url: str
    action: str  # the verb of the link, such as "Review"
    since: datetime | None = None
    due: datetime | None = None
    is_late: bool = False
