"""Texts on their way to adoption, walked there by the real actions."""

import io
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Picture

from portal import coediting
from portal.coediting import images
from tests.coediting.texts import doc, heading, paragraph, requirement
from workgroups.actions import (
    cast_ballot,
    close_consultation,
    close_vote,
    create_specification,
    open_consultation,
    open_vote,
)
from workgroups.enums import Audience, Choices, GroupRoles, SpecificationKinds, VoteModes
from workgroups.models import AdoptedVersion

from .workgroups import GroupFactory, person_with

TEXT = doc(
    heading(1, "Confidentialité"),
    paragraph("Les bureaux sont fermés."),
    requirement("Une conversation ne s’entend pas."),
    heading(1, "Raccordement"),
    requirement("Le lieu est raccordé à la fibre."),
)


def illustrate(specification, *, by, alt="Plan du lieu"):
    """Adds an image to the end of the text; returns its address there."""
    drawn = io.BytesIO()
    Picture.new("RGB", (30, 20), "#0f6b5c").save(drawn, "PNG")
    image = images.add_image(specification.document, SimpleUploadedFile("plan.png", drawn.getvalue()), by=by)
    text = coediting.as_json(specification.document)
    shown = {"type": "image", "attrs": {"src": image.get_absolute_url(), "alt": alt, "width": 50}}
    coediting.replace_content(specification.document, text | {"content": [*text["content"], shown]}, by=by)
    specification.document.refresh_from_db()
    return image.get_absolute_url()


def soon(days=10) -> date:
    """A last day to come."""
    return timezone.localdate() + timedelta(days=days)


def drafted(group=None, *, content=TEXT, title="Surfaces", code_prefix="TIC", kind=SpecificationKinds.SPECIFICATION):
    """A draft of a group with a facilitator, who is returned too."""
    group = group or GroupFactory()
    facilitator = person_with(GroupRoles.FACILITATOR, group, first_name="Nadia", last_name="Roche")
    made = create_specification(group, title=title, code_prefix=code_prefix, kind=kind, by=facilitator, content=content)
    return made, facilitator


def consulted(specification, facilitator, *, audience=Audience.GROUP):
    """A consultation that is open."""
    return open_consultation(specification, ends_on=soon(), audience=audience, by=facilitator)


def put_to_vote(specification, facilitator, **options):
    """An open vote after a consultation without comments."""
    close_consultation(consulted(specification, facilitator), by=facilitator)
    options = {"mode": VoteModes.VOTE, "ends_on": soon(), "quorum": 50, **options}
    return open_vote(specification, by=facilitator, **options)


def adopted(specification, facilitator, **options) -> AdoptedVersion:
    """The version that comes of a vote of everybody for it."""
    vote = put_to_vote(specification, facilitator, **options)
    for ballot in vote.ballots.select_related("person"):
        cast_ballot(vote, choice=Choices.FOR, by=ballot.person)
    close_vote(vote, by=facilitator)
    return AdoptedVersion.objects.get(vote=vote)
