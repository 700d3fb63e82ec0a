from django import template

from ..sections import section_of, sections_for

register = template.Library()


@register.inclusion_tag("projects/_sections.html", takes_context=True)
def project_sections(context, project):
    """The tabs between the screens of `project` that the person may open; the present one is marked."""
    request = context["request"]
    here = section_of(request.resolver_match.view_name if request.resolver_match else "")
    return {"sections": sections_for(request.user, project), "here": here}
