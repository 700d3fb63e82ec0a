"""What became of a form, carried to the thank-you page in a signed cookie: nothing of it belongs in an address.

Beside what the registrations say themselves: to which addresses a mail is on its way (they are known already, and the
page must say no more), and which workshops filled while somebody typed.
"""

from dataclasses import dataclass, field

from django.core import signing

COOKIE = SALT = "registration-outcome"
SECONDS_KEPT = 600


@dataclass(frozen=True)
class Told:
    """`mailed`: addresses, as typed · `full`: keys of workshops, by the public identifier of whoever chose them ·
    `people`: the public identifiers of those on the form, which only who sent it may see together."""

    mailed: list = field(default_factory=list)
    full: dict = field(default_factory=dict)
    people: list = field(default_factory=list)


def tell(request, response, applicants, outcomes):
    """Sets the cookie on the answer to the form."""
    mailed = [applicant.email for applicant, outcome in zip(applicants, outcomes, strict=True) if not outcome.is_theirs]
    full = {
        outcome.registration.public_id: [workshop.pk for workshop in outcome.full_workshops]
        for outcome in outcomes
        if outcome.full_workshops
    }
    people = [outcome.registration.public_id for outcome in outcomes if outcome.is_theirs]
    text = signing.dumps([mailed, full, people], salt=SALT, compress=True)
    response.set_cookie(COOKIE, text, max_age=SECONDS_KEPT, httponly=True, secure=request.is_secure(), samesite="Lax")


def told(request):
    """What the last form of this browser came to; empty after ten minutes."""
    try:
        return Told(*signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS_KEPT))
    except signing.BadSignature:
        return Told()
