"""The filters `hour`, `clock`, `moment` and `short_moment`, known in every template (`builtins` of TEMPLATES)."""

from django import template

from portal import hours

register = template.Library()
for name in ("hour", "clock", "moment", "short_moment"):
    register.filter(name, getattr(hours, name))
