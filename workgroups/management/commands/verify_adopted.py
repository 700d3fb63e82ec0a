"""`manage.py verify_adopted`: every adopted version is what was signed, and its files are those that were made."""

from hashlib import sha256

from django.core.management.base import BaseCommand, CommandError

from workgroups.models import AdoptedVersion

PIECE = 1024 * 1024


class Command(BaseCommand):
    """Computes every checksum anew. Fails where one is another."""

    help = "Verifies the checksums of adopted versions and of their files."

    def handle(self, **options):
        broken = []
        versions = AdoptedVersion.objects.select_related("specification__group").prefetch_related(
            "files", "images", "errata__pdf"
        )
        for version in versions.iterator(chunk_size=20):
            faults = list(_faults(version))
            broken += [str(version)] if faults else []
            self.stdout.write(f"{version} {version.checksum} {'; '.join(faults) or 'ok'}")
        if broken:
            raise CommandError(f"Not what was signed: {', '.join(broken)}.")


def _faults(version):
    if version.computed_checksum() != version.checksum:
        yield "THE TEXT IS ANOTHER"
    for kept in version.files.all():
        if not kept.file.storage.exists(kept.file.name):
            yield f"THE {kept.kind.upper()} IS MISSING"
        elif _digest(kept.file) != kept.sha256:
            yield f"THE {kept.kind.upper()} IS ANOTHER"
    for erratum in version.errata.all():
        kept = getattr(erratum, "pdf", None)
        if kept is not None and not kept.file.storage.exists(kept.file.name):
            yield f"THE PDF OF ERRATUM {erratum.number} IS MISSING"
        elif kept is not None and _digest(kept.file) != kept.sha256:
            yield f"THE PDF OF ERRATUM {erratum.number} IS ANOTHER"
    for image in version.images.all():
        if not image.file.storage.exists(image.file.name):
            yield f"AN IMAGE IS MISSING ({image})"
        elif {_digest(image.file)} != {image.sha256, version.image_checksums.get(image.source)}:
            yield f"AN IMAGE IS ANOTHER ({image})"


def _digest(stored):
    digest = sha256()
    with stored.storage.open(stored.name, "rb") as source:
        while piece := source.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
