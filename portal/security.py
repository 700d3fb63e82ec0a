"""The content security policy (strict on the site, looser under Wagtail's own path) and who a request comes from."""

from ipaddress import ip_address, ip_network

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


def client_address(request) -> str:
    """The visitor's IP address: behind TRUSTED_PROXIES, the last one of X-Forwarded-For that is not one of them.

    What a visitor writes into that header themselves stands to the left of what our proxies add, and is not believed.
    """
    trusted = [ip_network(entry, strict=False) for entry in settings.TRUSTED_PROXIES]
    address = request.META.get("REMOTE_ADDR") or "127.0.0.1"
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while forwarded and _is_within(address, trusted):
        address = forwarded.pop().strip() or address
    return address


def _is_within(address, networks):
    try:
        return any(ip_address(address) in network for network in networks)
    except ValueError:  # a damaged header
        return False
