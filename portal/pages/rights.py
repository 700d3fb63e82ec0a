"""Which association-wide role may do what to the pages, images and documents (Wagtail's own permissions)."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.roles import AssociationRoles

PAGES = {
    AssociationRoles.EDITOR: {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
    AssociationRoles.STAFF: {"add_page", "change_page", "publish_page"},
    AssociationRoles.ADMINISTRATOR: {
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
        "bulk_delete_page",
    },
}
IDENTITY = {role: {"change_identity"} for role in (AssociationRoles.STAFF, AssociationRoles.ADMINISTRATOR)}
MEDIA = {"add", "change", "choose"}  # of images and documents, for each of the three


def sync_page_rights(group_for):
    """Gives each role's group exactly these permissions, on the whole tree; safe to repeat."""
    for role, codenames in PAGES.items():
        group = group_for(role)
        _sync_pages(group, codenames)
        _sync_media(group)


def _sync_pages(group, codenames):
    root = Page.objects.get(depth=1)
    permissions = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Page), codename__in=codenames
    )
    GroupPagePermission.objects.filter(group=group).exclude(permission__in=permissions).delete()
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _sync_media(group):
    root = Collection.get_first_root_node()
    for model in (Image, Document):
        codenames = [f"{verb}_{model._meta.model_name}" for verb in MEDIA]
        content_type = ContentType.objects.get_for_model(model)
        for permission in Permission.objects.filter(content_type=content_type, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
