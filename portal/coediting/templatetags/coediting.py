"""For templates that hold something the account's device answers to."""

from django import template

from ..device import device_key

register = template.Library()
register.filter("device_key", device_key)
