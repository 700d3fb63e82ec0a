"""The group decides: who may vote is written down when the vote opens, one row a person."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Choices, Outcomes, VoteModes
from .consultation import last_day
from .specification import Specification
from .version import Version


class VoteQuerySet(models.QuerySet):
    def open(self):
        """Those without an outcome."""
        return self.filter(outcome="")

    def past_their_end(self, today):
        """Those whose last day is over and that nobody closed."""
        return self.open().filter(ends_on__lt=today)


class Vote(models.Model):
    """The text of `version`, put to the group until `ends_on` (included); one at a time for a specification."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, related_name="votes")
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="vote")
    mode = models.CharField(_("how the group decides"), max_length=20, choices=VoteModes.choices)
    quorum = models.PositiveSmallIntegerField(
        _("quorum"), default=50, help_text=_("How many of a hundred must take part; 0: no quorum.")
    )
    is_major = models.BooleanField(_("the requirements change for who applies them"), default=True)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField(_("last day"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcomes.choices, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote of a group")
        verbose_name_plural = _("votes of groups")
        ordering = ["-opened_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["specification"], condition=models.Q(outcome=""), name="workgroups_vote_one_open"
            ),
            models.CheckConstraint(condition=models.Q(quorum__lte=100), name="workgroups_vote_quorum_percent"),
        ]

    def __str__(self):
        return f"{self.specification} – {self.opened_at:%Y-%m-%d}"

    def get_absolute_url(self):
        specification = self.specification
        return reverse(
            "workgroups:vote-detail", args=[specification.group.slug, specification.document_id, self.public_id]
        )

    @property
    def is_open(self):
        """Whether votes are still taken."""
        return not self.outcome and timezone.localdate() <= self.ends_on

    @property
    def last_day(self):
        """The last day votes were or are taken: earlier than announced where it was closed or withdrawn."""
        return last_day(self)


class Ballot(models.Model):
    """One person of the roll and what they said; empty until they have."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("vote"), max_length=20, choices=Choices.choices, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    cast_at = models.DateTimeField(_("voted"), null=True, blank=True)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["person__name_folded", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["vote", "person"], name="workgroups_ballot_one_a_person"),
            models.CheckConstraint(
                condition=~models.Q(choice=Choices.OBJECTION, reason=""), name="workgroups_ballot_objection_reasoned"
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.get_choice_display()}"
