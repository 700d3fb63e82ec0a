"""The requirements of a text as a workbook: one sheet to write in, one hidden that tells later what was changed."""

from django.utils.text import slugify
from django.utils.translation import gettext

from portal import coediting, exports, roles
from portal.spreadsheets import Column, Sheet

from .. import permissions
from ..models import Specification
from .cells import digest
from .columns import HIDDEN, HIDDEN_TITLE, PARTS

KIND = "workgroups.requirements"
WIDTHS = {"requirementStatement": 70, "requirementCheck": 50, "requirementRationale": 50}


def requirement_sheets(content: dict, document_id) -> list[Sheet]:
    """The sheets of a text (the editor's JSON); requirements without a code yet are left out."""
    found = [one for one in coediting.wordings(content) if one.code]
    levels = [coediting.level_label(level) for level in coediting.LEVELS]
    columns = [
        Column(gettext("Code"), width=12),
        Column(gettext("Level"), width=16, choices=levels, is_open=True),
        *(Column(coediting.part_label(part), width=WIDTHS[part], is_open=True) for part in PARTS),
        Column(gettext("Section"), width=34),
    ]
    rows = [
        [one.code, coediting.level_label(one.level), *(_text(one, part) for part in PARTS), one.section]
        for one in found
    ]
    return [
        Sheet(gettext("Requirements"), columns, rows, is_protected=True),
        Sheet(HIDDEN_TITLE, [Column(header) for header in HIDDEN], _kept(found, document_id), is_hidden=True),
    ]


def _kept(found, document_id):
    for one in found:
        digests = [digest(_text(one, part)) for part in PARTS]
        stamps = [one.parts[part].stamp if part in one.parts else "" for part in PARTS]
        yield [str(document_id), one.code, one.level, *digests, *stamps]


def _text(one, part):
    return one.parts[part].text if part in one.parts else ""


def register():
    """Declares the kind of workbook; called once, at start."""
    exports.register(KIND, scope_of=scope_of, make=_workbook)


def scope_of(person):
    """The groups whose texts the person reads: all of them, or the keys of some."""
    permission = f"workgroups.{permissions.READ_DOCUMENTS}"
    if person.is_active and person.has_perm(permission):
        return {exports.EVERYTHING}
    return {str(pk) for pk in roles.objects_for(person, permission).order_by().values_list("pk", flat=True)}


def _workbook(person, arguments):
    specification = Specification.objects.visible_to(person).get(document=arguments["document"])
    content = coediting.as_json(specification.document)
    if version := arguments.get("version"):
        content = coediting.with_names(specification.versions.get(public_id=version).content)
    return f"{slugify(specification.title)}-exigences.xlsx", requirement_sheets(content, specification.document_id)
