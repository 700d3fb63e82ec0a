from django import template

from .. import permissions
from ..sections import section_of, sections_for

register = template.Library()


@register.inclusion_tag("projects/_sections.html", takes_context=True)
def project_sections(context, project):
    """The tabs between the screens of `project` that the person may open; the present one is marked."""
    request = context["request"]
    here = section_of(request.resolver_match.view_name if request.resolver_match else "")
    return {"sections": sections_for(request.user, project), "here": here}


@register.inclusion_tag("projects/_board_sections.html", takes_context=True)
def board_sections(context):
    """The tabs between the screens over all projects that the person may open; the present one is marked."""
    request = context["request"]
    return {
        "request": request,
        "here": request.resolver_match.url_name,
        "can_use_board": permissions.can_use_board(request.user),
        "can_decide_applications": permissions.can_decide_applications(request.user),
    }
