"""How each person wants to be told: by default everything at once; for all, or differently for one scope."""

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import tokens

from .models import Preference
from .registry import Scope, find_scope

DAYS = 400  # how long the link of a mail opens the preferences
PURPOSE = "notice-preferences"


class Levels(models.TextChoices):
    EVERYTHING = "everything", _("Everything")
    WAITS_FOR_ME = "waits_for_me", _("Only what waits for me")
    NOTHING = "nothing", pgettext_lazy("mails", "Nothing")


class Paces(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("One summary a day, at 8 in the morning")


def wish_of(person, scope=None):
    """The Preference that holds: that of this scope, else the one for all, else everything at once (not saved)."""
    where = models.Q(scope_kind="", scope_id="")
    if scope is not None:
        where |= models.Q(scope_kind=scope.kind, scope_id=scope.identifier)
    rows = Preference.objects.filter(where, person=person).order_by("-scope_kind")
    return rows.first() or Preference(person=person, level=Levels.EVERYTHING, pace=Paces.AT_ONCE)


@transaction.atomic
def set_preference(person, *, scope=None, level, pace):
    """Writes how `person` wants to be told, of all or of one scope; an empty `level` there goes back to that of all."""
    where = {"scope_kind": scope.kind if scope else "", "scope_id": scope.identifier if scope else ""}
    if level:
        Preference.objects.update_or_create(person=person, **where, defaults={"level": level, "pace": pace})
    else:
        Preference.objects.filter(person=person, **where).delete()


def preferences_path(person, scope=None):
    """The address at which `person` sets how they are told, of one scope or of all."""
    return reverse("notices:preferences-by-link", args=[link_token(person, scope)])


def link_token(person, scope=None):
    """The token of the address that opens the preferences without a login."""
    scope_kind, scope_id = (scope.kind, scope.identifier) if scope else ("", "")
    return tokens.sign(PURPOSE, f"{person.pk}|{scope_kind}|{scope_id}", days=DAYS)


def read_link(token) -> tuple[int, Scope | None]:
    """Whose preferences the token opens, and of which scope. Raises BadToken."""
    person_id, scope_kind, scope_id = tokens.read(PURPOSE, token).split("|", 2)
    return int(person_id), find_scope(scope_kind, scope_id)
