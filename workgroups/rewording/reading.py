"""A workbook that comes back: which requirements are reworded, and what cannot be taken, line by line."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal import coediting
from portal.spreadsheets import LONGEST_TEXT, UnreadableWorkbook, read_table
from portal.text import fold

from .cells import NotText, cell_text, digest
from .columns import HIDDEN, PARTS, about, recognised

MAX_ROWS = 10_000


@dataclass
class Returned:
    """What a workbook asks for: other wordings, other levels; what is refused, as (line, code, why); codes left out."""

    proposals: list[coediting.Proposal] = field(default_factory=list)
    levels: list[coediting.Level] = field(default_factory=list)
    refused: list[tuple[int | None, str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Kept:
    """What the hidden sheet says of a requirement as it was taken away."""

    level: str
    digests: dict[str, str]
    stamps: dict[str, str]


def read_workbook(source, document_id) -> Returned:
    """What somebody reworded in a workbook of this document. Raises UnreadableWorkbook; nothing is written."""
    kept = _kept(source, document_id)
    table = read_table(source, recognise=recognised(), required=["code", PARTS[0]], max_rows=MAX_ROWS)
    found = Returned()
    rows: dict[str, list] = {}
    for row in table.rows:
        code = str(row.values.get("code") or "").strip().upper()
        if not code:
            found.refused.append(
                (row.number, "", _("a line without a code: new requirements are written in the text itself"))
            )
            continue
        rows.setdefault(code, []).append(row)
    for code, same in rows.items():
        if len(same) > 1:
            found.refused.append(
                (same[-1].number, code, _("the code stands on %(count)d lines") % {"count": len(same)})
            )
        elif code not in kept:
            found.refused.append((same[0].number, code, _("no requirement of this workbook has this code")))
        else:
            _read_row(found, same[0], code, kept[code])
    found.missing = [code for code in kept if code not in rows]
    return found


def _kept(source, document_id):
    try:
        table = read_table(source, recognise={name: [name] for name in HIDDEN}, required=HIDDEN, max_rows=MAX_ROWS)
    except UnreadableWorkbook as error:
        source.seek(0)
        read_table(source, recognise=recognised(), required=["code"], max_rows=MAX_ROWS)  # says what else is wrong
        raise UnreadableWorkbook(
            _("This workbook was not taken from this text: take its requirements away, and reword them in that file.")
        ) from error
    if {str(row.values[HIDDEN[0]]) for row in table.rows} - {str(document_id)}:
        raise UnreadableWorkbook(_("This workbook is that of another text."))
    return {str(row.values[HIDDEN[1]]): _of(row.values) for row in table.rows}


def _of(values):
    told = [str(values[header] or "") for header in HIDDEN]
    return _Kept(told[2], dict(zip(PARTS, told[3:6], strict=True)), dict(zip(PARTS, told[6:9], strict=True)))


def _read_row(found, row, code, kept):
    if "level" in row.values:
        _read_level(found, row, code, kept)
    for part in PARTS:
        if part not in row.values:
            continue
        try:
            text = cell_text(row.values[part])
        except NotText as reason:
            found.refused.append((row.number, code, about(part, reason)))
            continue
        if digest(text) == kept.digests[part]:
            continue
        if not text and part == PARTS[0]:
            found.refused.append((row.number, code, _("a requirement keeps a statement")))
        elif len(text) >= LONGEST_TEXT:
            found.refused.append((row.number, code, about(part, _("too long for a cell"))))
        else:
            found.proposals.append(coediting.Proposal(code, part, kept.stamps[part], text))


def _read_level(found, row, code, kept):
    typed = str(row.values["level"] or "").strip()
    known = {fold(coediting.level_label(level)): level for level in coediting.LEVELS}
    level = known.get(fold(typed))
    if level is None:
        reason = _("“%(level)s” is not a level") % {"level": typed[:40]} if typed else _("the level is missing")
        found.refused.append((row.number, code, reason))
    elif level != kept.level:
        found.levels.append(coediting.Level(code, kept.level, level))
