"""What the script says of its tools: finding, images, mentions, who wrote."""

from django.utils.translation import gettext as _


def words():
    """Every sentence of the tools; placeholders are filled by the script."""
    return {
        "foundAt": _("%(at)s of %(all)s"),
        "foundNothing": _("Nothing found"),
        "replacedOne": _("1 replacement"),
        "replacedMany": _("%(number)s replacements"),
    }
