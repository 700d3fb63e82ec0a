from wagtail import hooks

from portal.people.bulk_actions import ChangeAccessBulkAction

# After Wagtail's own (order 0), whose place it takes: its registry keeps the last of a type.
hooks.register("register_bulk_action", ChangeAccessBulkAction, order=1)
