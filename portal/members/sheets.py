"""The register as a workbook: one sheet of organisations, one of mandates."""

from django.utils.translation import gettext as _

from portal.spreadsheets import Column, Sheet

from .models import Mandate, Organisation

AT_ONCE = 2_000


def register_sheets():
    """Every organisation and every mandate, past ones included."""
    return [
        Sheet(
            _("Members"),
            [
                Column(_("College"), width=40),
                Column(_("Organisation"), width=50),
                Column(_("Short name")),
                Column(_("Commune")),
                Column(_("SIREN"), width=14),
                Column(_("Web site"), width=32),
                Column(_("Member since"), "date"),
                Column(_("Shown on the site"), width=18),
            ],
            (
                (o.college, o.name, o.short_name, o.commune, o.siren, o.website, o.joined_on, o.is_listed)
                for o in Organisation.objects.select_related("college").order_by("college__position", "name_folded")
            ),
        ),
        Sheet(
            _("Mandates"),
            [
                Column(_("Organisation"), width=50),
                Column(_("Last name")),
                Column(_("First name")),
                Column(_("E-mail"), width=32),
                Column(_("Telephone"), width=18),
                Column(_("Kind")),
                Column(_("Since"), "date"),
                Column(_("Until"), "date"),
            ],
            (
                (
                    mandate.organisation.name,
                    mandate.person.last_name,
                    mandate.person.first_name,
                    mandate.person.email,
                    mandate.person.phone,
                    mandate.get_kind_display(),
                    mandate.since,
                    mandate.until,
                )
                for mandate in Mandate.objects.select_related("organisation", "person").iterator(AT_ONCE)
            ),
        ),
    ]
