"""What the script says of its tools: finding, images, mentions, who wrote."""

from django.utils.translation import gettext as _


def words():
    """Every sentence of the tools; placeholders are filled by the script."""
    return {
        "foundAt": _("%(at)s of %(all)s"),
        "foundNothing": _("Nothing found"),
        "replacedOne": _("1 replacement"),
        "replacedMany": _("%(number)s replacements"),
        "imageArrives": _("The image %(name)s is being sent…"),
        "imageOffline": _("An image can only be added while you are connected. Try again once the connection is back."),
        "imageFailed": _("The image could not be sent."),
        "imageTooLarge": _("This image is too large: 10 MB at most."),
        "imageUnreadable": _("This image cannot be read: save it as PNG or JPEG, then add it again."),
        "imageElsewhere": _(
            "Images of other sites are not taken over: save them on your computer, then add them here."
        ),
        "imageAgain": _("Try again"),
        "imageLeave": _("Leave it"),
        "imageChange": _("Change the image"),
        "imageWithoutWords": _("no description"),
        "goThere": _("Go there"),
        "authorsAsked": _("Looking in the history…"),
        "authorsNothing": _("Nothing is known of this passage: it is empty, or not saved yet."),
        "authorsOffline": _("The history can only be asked while you are connected."),
        "authorsLine": _("– %(letters)s characters, %(when)s"),
        "mentionWhom": _("Whom to mention"),
        "mentionNobody": _("Nobody of that name reads this text."),
    }
