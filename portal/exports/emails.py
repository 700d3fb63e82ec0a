"""The mail that announces a workbook."""

from django.utils.translation import gettext as _

from portal import notices

from .models import Export


@notices.mail("export_ready")
def export_ready(notice):
    """To who asked for it: the address, and until when. Nothing once it has gone."""
    export = Export.objects.filter(pk=notice.subject_id).first()
    if export is None or not export.is_ready:
        return None
    return notices.Mail(
        subject=_("Your file is ready: %(name)s") % {"name": export.name},
        template="emails/export_ready",
        context={"export": export, "link": notices.absolute(export.get_absolute_url())},
        path=export.get_absolute_url(),
    )
