"""Which pieces a submission is made of: those taken over, new versions of them, and new ones."""

from django.db.models import Max

from ..models import Deliverable

KEPT = ("name", "size", "sha256", "content_type")


def lay_pieces(submission, *, base, carried, files):
    """Writes the pieces of `submission`, which has none yet, in the order of `base` (the submission before).

    `carried` are those of `base` that do not change; `files` are drafts and deposits: one that replaces a piece is
    its next version and stands in its place, the others come last.
    """
    replacing = {file.replaces_id: file for file in files if getattr(file, "replaces_id", None)}
    rows, placed = [], set()
    for piece in base:
        if file := replacing.get(piece.pk):
            rows.append(_row(submission, file, lineage=piece.lineage, version=_next_version(piece)))
            placed.add(file)
        elif piece in carried:
            rows.append(_carried(submission, piece))
    rows += [_row(submission, file) for file in files if file not in placed]
    Deliverable.objects.bulk_create(rows)


def _row(submission, file, **chain):
    """A deliverable made of a draft file or of a deposit, which says from whom it is."""
    link = getattr(file, "link", None)
    known = {name: getattr(file, name) for name in KEPT}
    deposited_by = link.consultancy if link else ""
    return Deliverable(submission=submission, file=file.file.name, deposited_by=deposited_by, **known, **chain)


def _carried(submission, piece):
    known = {name: getattr(piece, name) for name in (*KEPT, "lineage", "version", "deposited_by")}
    return Deliverable(submission=submission, file=piece.file.name, is_carried=True, **known)


def _next_version(piece):
    """Withdrawn versions do not count: nobody else has seen them."""
    standing = Deliverable.objects.filter(lineage=piece.lineage, submission__withdrawn_at=None)
    return (standing.aggregate(last=Max("version"))["last"] or 0) + 1
