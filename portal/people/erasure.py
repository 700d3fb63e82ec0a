"""Forgetting a person: their row stays as "erased person", for what they did is the history of others too.

Each app says what it knows of people beside their row (`register`). Roles end, decisions and texts stay; the name and
the addresses go out of every text, whoever wrote it (`scrub`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from portal import notices, roles, threads
from portal.people.models import Person
from portal.people.permissions import can_erase
from portal.refusals import Refusal
from portal.text import fold

SHORTEST_PHONE = 6
_registered: list[Callable[..., None]] = []


class ErasureRefusal(Refusal):
    """The person cannot be erased as asked."""


@dataclass(frozen=True)
class Traces:
    """By what a person is found in texts. `names` is empty where somebody else known here has the same name."""

    person: Person
    emails: tuple[str, ...]
    names: tuple[str, ...]
    phone: str

    def are_in(self, *, name="", email=""):
        """Whether a row with this name and this address is about the person: an address counts more than a name."""
        if email:
            return email.strip().lower() in self.emails
        return fold(name) in {fold(one) for one in self.names}

    @property
    def pattern(self):
        """Finds each of them in a text, whole words only; None where nothing is known to look for."""
        phone = (self.phone,) if len(self.phone) >= SHORTEST_PHONE else ()
        wanted = {*self.emails, *self.names, *map(fold, self.names), *phone}
        found = "|".join(re.escape(one) for one in sorted(wanted, key=len, reverse=True) if one)
        return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE) if found else None


def register(forget: Callable[..., None]) -> None:
    """Called once from an app's `ready()`: `forget(traces, by=)` runs inside the transaction of every erasure."""
    _registered.append(forget)


@transaction.atomic
def erase_person(person, *, by):
    """Erases what is known of a person; a second time changes nothing. Raises ErasureRefusal where `by` may not."""
    fresh = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not can_erase(by, fresh):
        raise ErasureRefusal(_("This person is not yours to erase."))
    if fresh.erased_at is not None:
        return
    traces = traces_of(fresh)
    for row in roles.AssociationRole.objects.current().filter(person=fresh):
        roles.end(row, by=by)
    for forget in _registered:
        forget(traces, by=by)
    notices.forget_person(fresh, traces.emails)
    threads.forget_person(fresh)
    for app_label in ("notices", "threads", "coediting", "comments"):
        scrub(app_label, traces)
    ours = ContentType.objects.get_for_model(Person)
    ModelLogEntry.objects.filter(content_type=ours, object_id=str(fresh.pk)).update(label=erased(), data={})
    EmailAddress.objects.filter(user=fresh).delete()
    fresh.email = fresh.first_name = fresh.last_name = fresh.phone = ""
    fresh.is_active, fresh.erased_at = False, timezone.now()
    fresh.set_unusable_password()
    fresh.save()


def erased() -> str:
    """What stands where a name stood, in the association's language: it is written into the rows."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("erased person")


def traces_of(person) -> Traces:
    """What the person is known by, now."""
    addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    emails = tuple(sorted(address.lower() for address in addresses if address))
    first, last = person.first_name.strip(), person.last_name.strip()
    namesakes = Person.objects.filter(name_folded=person.name_folded, erased_at=None).exclude(pk=person.pk)
    is_known_by_name = first and last and not namesakes.exists()
    names = (f"{first} {last}", f"{last} {first}") if is_known_by_name else ()
    return Traces(person, emails, names, person.phone.strip())


def scrub(app_label: str, traces: Traces, *, but: tuple = ()) -> None:
    """Takes names and addresses out of every text of an app, its history included; the rest of each text stays.

    `but`: models whose texts are not touched, for they were published, or hold what people wrote together.
    """
    pattern = traces.pattern
    if pattern is None:
        return
    for model in apps.get_app_config(app_label).get_models():
        if model in but:
            continue
        fields = [field for field in model._meta.concrete_fields if _is_text(field)]
        if fields:
            _scrub_rows(model._base_manager.all(), fields, pattern)


def _is_text(field):
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return is_text and not field.choices and not field.primary_key and not isinstance(field, models.SlugField)


def _scrub_rows(rows, fields, pattern):
    names = [field.attname for field in fields]
    for pk, *values in rows.order_by().values_list("pk", *names).iterator():
        cleaned = {
            field.attname: _cleaned(value, field, pattern) for field, value in zip(fields, values, strict=True) if value
        }
        changed = {name: value for name, value in cleaned.items() if value != values[names.index(name)]}
        if changed:
            rows.filter(pk=pk).update(**changed)


def _cleaned(value: Any, field, pattern):
    if isinstance(value, str):
        is_address = isinstance(field, models.EmailField | models.URLField)
        if is_address:
            return "" if pattern.search(value) else value
        return pattern.sub(erased(), value)[: field.max_length]
    if isinstance(value, list):
        return [_cleaned(one, field, pattern) for one in value]
    if isinstance(value, dict):
        return {key: _cleaned(one, field, pattern) for key, one in value.items()}
    return value


def still_running(row_model, person):
    """The role rows of a person that are not over, those still to begin included."""
    return row_model.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), person=person)
