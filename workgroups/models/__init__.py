"""Working groups, their people, who asks to join, their meetings and what comes of them, their texts and documents."""

from .action import GroupAction
from .adopted import AdoptedFile, AdoptedImage, AdoptedVersion, Erratum, ErratumFile, Follower, Requirement
from .consultation import Consultation, ConsultationComment
from .group import GroupGroupObjectPermission, GroupRole, WorkingGroup
from .joining import JoinRequest
from .library import FileVersion, GroupFile
from .meeting import Attendance, Meeting, MeetingAnswer
from .minutes import Minutes, MinutesNote
from .passage import IndexedText, Passage
from .planning import ConsultationEvent, ConsultationPlan
from .specification import Specification, SpecificationEvent
from .template import SpecificationTemplate, TemplateImage
from .text_import import TextImport
from .version import Version
from .vote import Ballot, Vote

__all__ = [
    "AdoptedFile",
    "AdoptedImage",
    "AdoptedVersion",
    "Attendance",
    "Ballot",
    "Consultation",
    "ConsultationComment",
    "ConsultationEvent",
    "ConsultationPlan",
    "Erratum",
    "ErratumFile",
    "FileVersion",
    "Follower",
    "GroupAction",
    "GroupFile",
    "GroupGroupObjectPermission",
    "GroupRole",
    "IndexedText",
    "JoinRequest",
    "Meeting",
    "MeetingAnswer",
    "Minutes",
    "MinutesNote",
    "Passage",
    "Requirement",
    "Specification",
    "SpecificationEvent",
    "SpecificationTemplate",
    "TemplateImage",
    "TextImport",
    "Version",
    "Vote",
    "WorkingGroup",
]
