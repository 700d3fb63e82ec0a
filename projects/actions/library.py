"""Keeping the benchmark library."""

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import BenchmarkPlace
from ..permissions import can_keep_library
from ..refusals import LibraryRefusal

RESERVED = {"comparaison"}  # the comparison stands at /projets/references/comparaison/


@transaction.atomic
def save_reference(place, *, sources=(), removed=(), by):
    """Saves a sheet, new or changed, with its `sources`, and takes the `removed` ones away. Returns the sheet.

    Raises LibraryRefusal where it is not for `by` to do, or where the address is one of our own screens.
    """
    if not can_keep_library(by):
        raise LibraryRefusal(_("The benchmark library is not yours to write."))
    if place.slug in RESERVED:
        raise LibraryRefusal(_("This address is taken by a screen of the portal."))
    place._history_user = by
    place.save()
    for source in removed:
        source.delete()
    for source in sources:
        source.place = place
        source.save()
    return place


def free_slug(wanted):
    """`wanted`, or the first of `wanted-2`, `wanted-3`… that no sheet has."""
    taken = set(BenchmarkPlace.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED
    number, slug = 2, wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
