"""What Wagtail does to several people at once, held to the rules of the screen for one."""

from wagtail.users.views.bulk_actions import SetActiveStateBulkAction

from portal.people.permissions import can_change_access


class ChangeAccessBulkAction(SetActiveStateBulkAction):
    """Lets people log in or keeps them out; takes the place of Wagtail's action of the same type."""

    def check_perm(self, obj):
        return super().check_perm(obj) and can_change_access(self.request.user, obj)
