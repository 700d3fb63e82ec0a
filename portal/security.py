"""The content security policy: strict on the site, looser under Wagtail's own path."""

from csp.middleware import CSPMiddleware
from django.conf import settings

ADMIN_PREFIX = "/gestion/"


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's header, with Wagtail's screens under their own policy."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(ADMIN_PREFIX) and parts.replace is None and not report_only:
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts
