from django import template
from django.urls import reverse

from ..sections import BELOW_PREPARATION, preparation_screens, section_of, sections_for

register = template.Library()


@register.inclusion_tag("events/_sections.html", takes_context=True)
def event_sections(context, event):
    """The tabs between the screens around `event` that the person may open; the present one is marked."""
    return {"sections": sections_for(context["request"].user, event), "here": section_of(_here(context))}


@register.inclusion_tag("events/_preparation_screens.html", takes_context=True)
def preparation_screens_of(context, event):
    """The screens on which `event` is prepared; the present one is marked."""
    here = _here(context)
    return {"screens": preparation_screens(event), "here": BELOW_PREPARATION.get(here, here)}


@register.simple_tag
def part_url(event, kind, screen, *args):
    """The address of a screen of one kind of part: "new", or "edit", "remove", "move" with its key."""
    return reverse(f"{kind.list_address}-{screen}", args=[event.slug, *args])


def _here(context):
    match = context["request"].resolver_match
    return match.view_name if match else ""
