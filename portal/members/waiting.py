"""What a person takes part in as a member, for "Mon espace"."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.roles import WaitingItem

from .models import Mandate


def mine(person):
    """The organisations for which `person` holds a mandate today, one line each."""
    mandates = Mandate.objects.current().filter(person=person).select_related("organisation")
    return [
        WaitingItem(
            title=str(mandate.organisation),
            detail=mandate.get_kind_display(),
            url=reverse("members:organisation_mine"),
            action=_("See the sheet"),
        )
        for mandate in mandates
    ]
