"""The receipt of a submission: the time to the second, the pieces, their checksums, the answers to what was asked."""

from pathlib import Path

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import hours
from portal.cms.identity import current_identity
from portal.paper import pdf

from .. import retention

TEMPLATE = Path(__file__).with_name("receipt.typ")


def receipt(submission):
    """The PDF of a submission that brought its milestone, project, holder and people along; in the active language."""
    identity, milestone = current_identity(), submission.milestone
    project = milestone.project
    data = {
        "accent": identity.accent,
        "association": identity.name,
        "heading": _("Receipt of submission"),
        "facts": _facts(submission, milestone, project),
        "message": submission.text,
        "words": {
            "message": _("Message"),
            "pieces": _("Pieces received"),
            "none": _("No file: the message alone was submitted."),
            "answers": _("Pieces and checklist"),
            "checksum": _("SHA-256 checksum"),
            "proof": _(
                "The checksum proves that a file is the very one that was received: it changes with the least change "
                "of its content."
            ),
        },
        "pieces": [_piece(piece) for piece in submission.deliverables.select_related("stands_for")],
        "answers": [_answer(row) for row in submission.checklist_answers.all()],
        "kept_for": retention.in_words(project),
        "withdrawn": _withdrawn(submission),
    }
    title = _("Receipt of submission: %(milestone)s — %(project)s") % {
        "milestone": milestone.title,
        "project": project.name,
    }
    return pdf(TEMPLATE, data, title=title, language=get_language())


def receipt_name(submission):
    """The name of the file: the project and the number tell one receipt from another."""
    return _("receipt-%(project)s-%(reference)s.pdf") % {
        "project": submission.milestone.project.slug,
        "reference": str(submission.public_id)[:8],
    }


def moment_in_words(moment):
    """Day, time to the second and distance from universal time, in Europe/Paris."""
    local = timezone.localtime(moment)
    offset = f"{local:%z}"
    return _("%(day)s at %(time)s (%(zone)s, UTC%(offset)s)") % {
        "day": date_format(local, "DATE_FORMAT"),
        "time": hours.clock(local),
        "zone": timezone.get_current_timezone_name(),
        "offset": f"{offset[:3]}:{offset[3:]}",
    }


def _facts(submission, milestone, project):
    facts = [
        (_("Received on"), moment_in_words(submission.submitted_at)),
        (_("Project"), project.name),
        (_("Holder"), str(project.holder or "")),
        (_("Milestone"), milestone.title),
        (_("Submission"), _("No. %(number)s") % {"number": submission.number}),
        (_("Submitted by"), str(submission.submitted_by)),
        (_("Submitted for"), str(submission.on_behalf_of or "")),
        (_("With the visa of"), str((getattr(submission, "visa", None) and submission.visa.decided_by) or "")),
        (_("Reference"), str(submission.public_id)),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def _piece(piece):
    return {
        "name": piece.name,
        "detail": " · ".join(detail for detail in _details(piece) if detail),
        "sha256": piece.sha256,
    }


def _answer(row):
    return {"title": row.title, "answer": str(row.answer_label), "remark": row.remark, "is_gap": row.is_gap}


def _details(piece):
    yield piece.stands_for.title if piece.stands_for else ""
    if piece.size >= 1024:  # below, it would say the same twice
        yield filesizeformat(piece.size)
    yield _("%(number)s bytes") % {"number": piece.size}
    yield _("version %(number)s") % {"number": piece.version}
    yield _("unchanged") if piece.is_carried else ""
    yield _("deposited by %(name)s") % {"name": piece.deposited_by} if piece.deposited_by else ""


def _withdrawn(submission):
    if submission.withdrawn_at is None:
        return ""
    return _("This submission was withdrawn by %(person)s on %(moment)s.") % {
        "person": submission.withdrawn_by,
        "moment": moment_in_words(submission.withdrawn_at),
    }
