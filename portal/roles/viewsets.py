"""Wagtail's screens for association-wide roles; giving and ending go through the actions."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.refusals import ShowsRefusals

from . import actions
from .forms import AssociationRoleForm, EndRoleForm
from .models import AssociationRole


class GiveRoleView(ShowsRefusals, generic.CreateView):
    """Gives a role."""

    page_title = _("Give a role")

    def save_instance(self):
        chosen = self.form.instance
        return actions.grant(
            AssociationRole, person=chosen.person, role=chosen.role, until=chosen.until, by=self.request.user
        )


class EndRoleView(ShowsRefusals, generic.EditView):
    """Ends a role."""

    def save_instance(self):
        return actions.end(self.object, at=self.form.cleaned_data["until"], by=self.request.user)


class AssociationRoleViewSet(ModelViewSet):
    """Who is staff, editor, administrator, since when and by whom."""

    model = AssociationRole
    icon = "key"
    menu_label = _("Roles")
    menu_order = 610
    add_to_settings_menu = True
    add_view_class = GiveRoleView
    edit_view_class = EndRoleView
    copy_view_enabled = False
    list_display = ["person", "get_role_display", "since", "until", "given_by"]
    list_filter = ["role"]
    search_fields = ["person__name_folded", "person__email"]

    def get_form_class(self, for_update=False):
        return EndRoleForm if for_update else AssociationRoleForm


association_roles = AssociationRoleViewSet("association_roles")
