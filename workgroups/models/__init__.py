"""Working groups, their people's roles, who asks to join, and the specifications they write together."""

from .adopted import AdoptedFile, AdoptedImage, AdoptedVersion, Erratum, Follower, Requirement
from .consultation import Consultation, ConsultationComment
from .group import GroupGroupObjectPermission, GroupRole, WorkingGroup
from .joining import JoinRequest
from .passage import IndexedText, Passage
from .specification import Specification
from .version import Version
from .vote import Ballot, Vote

__all__ = [
    "AdoptedFile",
    "AdoptedImage",
    "AdoptedVersion",
    "Ballot",
    "Consultation",
    "ConsultationComment",
    "Erratum",
    "Follower",
    "GroupGroupObjectPermission",
    "GroupRole",
    "IndexedText",
    "JoinRequest",
    "Passage",
    "Requirement",
    "Specification",
    "Version",
    "Vote",
    "WorkingGroup",
]
