"""Person: anybody the association knows, whether or not they ever logged in."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.text import fold


class PersonQuerySet(models.QuerySet):
    def matching(self, query):
        """People whose name holds every word of `query`, whatever accents and case, or whose address holds it."""
        named = Q()
        for word in fold(query).split():
            named &= Q(name_folded__contains=word)
        return self.filter(named | Q(email__contains=query.strip().lower())) if query.strip() else self


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    """Finds people by e-mail whatever its case."""

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())

    def create_user(self, email="", password=None, **fields):
        """A person, with a password or with none they could log in by."""
        person = self.model(email=email, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        """For `manage.py createsuperuser`: passes every check of rights; who runs it vouches for the address."""
        from portal.people.actions import state_address  # it stands on this module

        person = self.create_user(email, password, is_superuser=True, **fields)
        state_address(person, proven=True)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """One person is one row. Roles, mandates and contacts point to it; erasure starts here."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # what texts name a person by
    email = models.EmailField(_("e-mail address"), blank=True)
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    language = models.CharField(
        _("language of mails"), max_length=5, choices=[("fr", _("French")), ("en", _("English"))], default="fr"
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    is_active = models.BooleanField(_("may log in"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    erased_at = models.DateTimeField(_("personal data erased"), null=True, blank=True, editable=False)
    name_folded = models.CharField(max_length=301, editable=False, default="", db_index=True)

    objects = PersonManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="people_person_email_unique",
                violation_error_message=_("Somebody with this e-mail address is already known."),
            )
        ]

    def __str__(self):
        if name := self.full_name or self.email:
            return name
        return gettext("erased person") if self.erased_at else gettext("unnamed person")

    def save(self, *args, **kwargs):
        self.email = self.email.strip().lower()  # allauth looks an address up in lower case
        self.name_folded = fold(f"{self.last_name} {self.first_name}")
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "email", "name_folded"}
        super().save(*args, **kwargs)

    @property
    def full_name(self):
        """First and last name, or an empty text."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return self.first_name or str(self)
