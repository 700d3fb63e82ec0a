"""What a deposit link may take, and how its address is made and read."""

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from portal import files, notices, tokens

from .models import Deposit, DepositLink

PURPOSE = "deposit"
MAX_BYTES = 300 * files.MB
QUOTA = 1000 * files.MB
MOST_FILES = 20
CHUNK = 5 * files.MB
USUAL_DAYS = 30
LONGEST_DAYS = 180


def address_of(link):
    """The absolute address to give to the consultancy; it works until the link's day."""
    days = max((link.expires_on - timezone.localdate()).days, 0) + 1
    token = tokens.sign(PURPOSE, str(link.public_id), days=days)
    return notices.absolute(reverse("projects:deposit-page", args=[token]))


def link_of(token):
    """The link behind a token, revoked or not. Raises tokens.BadToken or DepositLink.DoesNotExist."""
    links = DepositLink.objects.select_related("milestone__project")
    return links.get(public_id=tokens.read(PURPOSE, token))


def takes_files(link):
    """Whether a file may come now: the link is open and its milestone waits for a submission."""
    return link.is_open and link.milestone.is_with_lead


def room_left(link):
    """Bytes that may still be announced: what has arrived and what is on its way are taken off."""
    arrived = link.deposits.aggregate(total=Sum("size"))["total"] or 0
    on_their_way = link.uploads.aggregate(total=Sum("size"))["total"] or 0
    return max(link.quota - arrived - on_their_way, 0)


def waiting_deposits(milestone):
    """The files that have come by links and wait for a lead to take them or to set them aside."""
    rows = Deposit.objects.filter(link__milestone=milestone, taken_into=None, set_aside_at=None)
    return rows.exclude(file="").select_related("link")
