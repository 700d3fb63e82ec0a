from django import template

from ..sections import section_of, sections_for

register = template.Library()


@register.inclusion_tag("workgroups/_sections.html", takes_context=True)
def group_sections(context, group):
    """The tabs between the screens of `group` that the person may open; the present one is marked."""
    request = context["request"]
    here = section_of(request.resolver_match.view_name if request.resolver_match else "")
    return {"sections": sections_for(request.user, group), "here": here}
