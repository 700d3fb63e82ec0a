"""People in Wagtail's back office (/gestion/users/): no password, no superuser, an address that may be blank."""

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.views import users

from portal.people import actions
from portal.people.back_office_forms import PersonCreationForm, PersonEditForm


class PersonIndexView(users.IndexView):
    """The list: by French order of names, found whatever the accents."""

    page_title = _("People")
    add_item_label = _("Add a person")
    default_ordering = "name_folded"

    @cached_property
    def columns(self):
        checkbox, name, *_others = super().columns
        return [
            checkbox,
            name,
            Column("email", label=_("E-mail address"), sort_key="email"),
            BooleanColumn("is_active", label=_("May log in"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last login"), sort_key="last_login"),
        ]

    def order_queryset(self, queryset):
        by_name = {"name": "name_folded", "-name": "-name_folded"}
        return (
            queryset.order_by(by_name[self.ordering]) if self.ordering in by_name else super().order_queryset(queryset)
        )

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.search_query else queryset


class PersonCreateView(users.CreateView):
    page_title = _("Add a person")
    success_message = _("%(object)s is known now.")

    def save_instance(self):
        with transaction.atomic():
            person = super().save_instance()
            actions.state_address(person, proven=True)
        return person


class PersonEditView(users.EditView):
    success_message = _("%(object)s is updated.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def save_instance(self):
        with transaction.atomic():
            person = super().save_instance()
            if "email" in self.form.changed_data:
                actions.state_address(person, proven=True)
        return person


class PersonViewSet(users.UserViewSet):
    """Named by `PeopleUsersAppConfig`."""

    menu_label = _("People")
    ordering = "name_folded"
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
