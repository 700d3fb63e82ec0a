"""Where private files are kept: the "private" storage, under names nobody can guess."""

import secrets

from django.core.files.storage import storages
from django.db import models
from django.utils.deconstruct import deconstructible


def private_storage():
    """The storage that no address serves."""
    return storages["private"]


@deconstructible
class random_path:
    """`upload_to`: a random name in `folder`, without anything of the name the file came with."""

    def __init__(self, folder: str):
        self.folder = folder

    def __call__(self, instance, filename):
        name = secrets.token_hex(20)
        return f"{self.folder}/{name[:2]}/{name}"

    def __eq__(self, other):
        return isinstance(other, random_path) and other.folder == self.folder

    __hash__ = None


class PrivateFileField(models.FileField):
    """A file reached only through a view that asks for the right. `sweep` deletes what no row names any more."""

    def __init__(self, *args, **kwargs):
        kwargs["storage"] = private_storage
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("storage", None)
        return name, path, args, kwargs
