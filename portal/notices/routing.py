"""Whether a notice is mailed now, held for the day's digest, only left in the bell, or not told at all."""

from dataclasses import dataclass
from enum import Enum

from .preferences import Levels, Paces, wish_of
from .registry import Category, Rules, Scope, rules_of


class Way(Enum):
    """What becomes of a notice."""

    MAIL = 1
    HOLD = 2
    BELL = 3
    DROP = 4


@dataclass(frozen=True)
class Route:
    """The way of one notice, and the scope by which its person may set it."""

    way: Way
    rules: Rules
    scope: Scope | None = None


def route(notice):
    """The Route of a notice. One to an address alone is mailed, and costs no query; one to a person asks the right."""
    if notice.person_id is None:
        return Route(Way.MAIL, Rules())
    rules = rules_of(notice.kind)
    about = rules.about(notice.subject_id) if rules.about else None
    is_gone = rules.about is not None and about is None
    if is_gone or (rules.may and not rules.may(notice.person, about)):
        return Route(Way.DROP, rules)
    scope = rules.scope(about) if rules.scope else None
    return Route(_way(notice.person, rules.category, scope), rules, scope)


def _way(person, category, scope):
    if category in (Category.ALWAYS, Category.DIGEST):
        return Way.MAIL
    wish = wish_of(person, scope)
    is_wanted = wish.level == Levels.EVERYTHING or (
        wish.level == Levels.WAITS_FOR_ME and category == Category.WAITS_FOR_ME
    )
    if not is_wanted:
        return Way.BELL
    return Way.HOLD if wish.pace == Paces.DAILY else Way.MAIL
