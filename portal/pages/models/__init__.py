"""The site's page types."""

from .adoption import AdoptionNews
from .events import EventIndexPage, EventPage
from .home import HomePage
from .indexes import GroupIndexPage, MemberIndexPage, ProjectIndexPage
from .news import NewsIndexPage, NewsPage
from .search import SearchEntry
from .standard import StandardPage

__all__ = [
    "AdoptionNews",
    "EventIndexPage",
    "EventPage",
    "GroupIndexPage",
    "HomePage",
    "MemberIndexPage",
    "NewsIndexPage",
    "NewsPage",
    "ProjectIndexPage",
    "SearchEntry",
    "StandardPage",
]
