"""The back office's form of a group."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.cms.office_forms import ProposesAddress


class GroupForm(ProposesAddress, WagtailAdminModelForm):
    """What a group is for, how one joins it and who sees its page; it saves itself."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].help_text = _(
            "Left blank, it is made from the name. Changing it breaks links to the group."
        )
