"""What came of a file, told to the person who sent it."""

from django.contrib import messages
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..actions.importing import Taken


def tell(request, taken):
    """Shows what was taken and, apart, what was left out (`actions.importing.Taken`, as a mapping)."""
    taken = Taken(**taken)
    counted = [
        ngettext("%(count)d heading", "%(count)d headings", taken.sections) % {"count": taken.sections},
        ngettext("%(count)d table", "%(count)d tables", taken.tables) % {"count": taken.tables},
        ngettext("%(count)d image", "%(count)d images", taken.images) % {"count": taken.images},
    ]
    if taken.requirements:
        requirements = ngettext("%(count)d requirement", "%(count)d requirements", taken.requirements)
        counted.append(requirements % {"count": taken.requirements})
    messages.success(request, _("The text of the file was taken: %(what)s.") % {"what": ", ".join(counted)})
    if left_out := _left_out(taken):
        messages.warning(request, capfirst("; ".join(left_out)) + ".")


def _left_out(taken):
    words = {
        "macros": _("the macros of the file were not kept"),
        "comments": _("its comments were left out"),
        "tracked": _("its tracked changes were taken as accepted"),
    }
    said = [words[name] for name in taken.left_out]
    if taken.refused_images:
        images = ngettext(
            "%(count)d image could not be taken (only PNG and JPEG images inside the file are)",
            "%(count)d images could not be taken (only PNG and JPEG images inside the file are)",
            taken.refused_images,
        )
        said.append(images % {"count": taken.refused_images})
    if taken.simplified:
        passages = ngettext(
            "%(count)d passage became plain paragraphs",
            "%(count)d passages became plain paragraphs",
            taken.simplified,
        )
        said.append(passages % {"count": taken.simplified})
    return said
