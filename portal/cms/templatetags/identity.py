"""For templates that have no request: mails, papers."""

from django import template

from portal.cms.identity import current_identity

register = template.Library()
register.simple_tag(current_identity, name="current_identity")
