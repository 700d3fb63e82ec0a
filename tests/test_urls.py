"""Walks every address: what is not on the public list turns an anonymous visitor away."""

import re
import uuid

import pytest
from django.urls import URLResolver, get_resolver

# Open to everybody: pages, screens of accounts, registration. Anything else needs somebody logged in.
PUBLIC = {
    "healthz",
    "readyz",
    "identity-stylesheet",
    "icon",
    "robots",
    "sitemap",
    "search",
    "public-image",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "component-gallery",
    "demo:mails",
    "demo:mail",
    "demo:mail-html",
    "demo:attachment",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "projects:application-create",
    "events:registration-create",
    "events:registration-sent",
    "pages:agenda",
    "pages:agenda-feed",
    "projects:references",
    "projects:references-export",
    "projects:references-compared",
    "workgroups:adopted-list",
    "workgroups:consultation-list",
    "workgroups:search",
    "coediting:offline-worker",
    "wagtail_serve",
}
# Fetched through `visible_to(visitor)` or by a signed link: whoever may not see it is told that there is no such thing.
NOT_FOUND = {
    "notices:preferences-by-link",
    "notices:preferences-stop",
    "projects:project-detail",
    "projects:application-personal",
    "projects:application-answer",
    "projects:application-withdraw",
    "projects:deposit-page",
    "projects:deposit-send",
    "projects:upload-create",
    "projects:upload",
    "projects:reference-detail",
    "workgroups:group-detail",
    "workgroups:specification-list",
    "workgroups:role-end",
    "workgroups:role-change",
    "workgroups:request-accept",
    "workgroups:request-decline",
    "workgroups:group-join",
    "workgroups:join-request",
    "workgroups:request-withdraw",
    "workgroups:group-leave",
    "workgroups:file-list",
    "workgroups:file-detail",
    "workgroups:file-download",
    "workgroups:meeting-plan",
    "workgroups:meeting-answer",
    "workgroups:meeting-detail",
    "workgroups:meeting-cancel",
    "workgroups:meeting-calendar",
    "workgroups:document-create",
    "workgroups:document-import",
    "workgroups:document-download",
    "workgroups:version-download",
    "workgroups:requirements-export",
    "workgroups:requirements-import",
    "workgroups:requirements-confirm",
    "workgroups:version-requirements",
    "workgroups:version-list",
    "workgroups:version-compare",
    "workgroups:version-detail",
    "workgroups:version-restore",
    "workgroups:adoption-detail",
    "workgroups:consultation-open",
    "workgroups:vote-open",
    "workgroups:next-begin",
    "workgroups:consultation-detail",
    "workgroups:consultation-answers",
    "workgroups:answers-export",
    "workgroups:consultation-image",
    "workgroups:adopted-image",
    "workgroups:erratum-file",
    "workgroups:adopted-latest",
    "workgroups:adopted-detail",
    "workgroups:adopted-compare",
    "workgroups:adopted-file",
    "workgroups:adopted-source",
    "text-image",
    "coediting:image-add",
    "coediting:readers",
    "coediting:authors",
    "events:event-stylesheet",
    "events:registration-ticket",
    "events:certificate",
    "events:registration-thanks",
    "events:registration-join-line",
    "events:registration-take-suggestion",
    "events:registration-qr",
    "events:registration-calendar",
    "events:registration-accept",
    "events:registration-cancel",
    "events:registration-cancel-companion",
    "events:registration-personal",
    "events:feedback",
    "events:feedback-sent",
    "events:registration-list",
    "events:registration-export",
    "events:registration-sheet",
    "events:answer-file",
    "events:event-places",
    "events:event-counters",
    "events:saved-list-create",
    "events:saved-list-delete",
    "events:group-messages",
    "events:group-message-create",
    "events:group-message",
    "events:group-message-edit",
    "events:registration-imports",
    "events:registration-import",
    "events:import-refused",
    "events:registration-add",
    "events:registration-edit",
    "events:door-check-in",
    "events:door-walk-in",
    "events:door-screen",
    "events:door-list",
    "events:door-passages",
    "events:door-worker",
    "events:door-manifest",
}
SAMPLES = {"int": "0", "slug": "no-such", "uuid": str(uuid.UUID(int=0)), "str": "no-such", "path": "no/such"}


def walk(resolver, prefix="", namespaces=()):
    """(address with sample values, name) of every view below."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from walk(entry, route, inner)
        else:
            yield "/" + sample(route), ":".join([*namespaces, entry.name or ""])


def sample(route: str) -> str:
    """A route with values in the place of its parameters."""
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "no-such"), route)
    filled = re.sub(r"\(\?P<\w+>(?:[^()]|\([^()]*\))*\)", "1", filled)
    return re.sub(r"[\^$?]|\\", "", filled)


ADDRESSES = [(address, name) for address, name in walk(get_resolver()) if name not in PUBLIC]


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_that_is_not_public_turns_a_visitor_away(client, db, method):
    open_to_all = {}
    for address, name in ADDRESSES:
        answer = getattr(client, method)(address)
        to_login = answer.status_code == 302 and "login" in answer.url
        allowed = {403, 404, 405} if name in NOT_FOUND or name.startswith("wagtail") else {403, 405}
        if not to_login and answer.status_code not in allowed:
            open_to_all[f"{name} {address}"] = f"{answer.status_code} {answer.headers.get('Location', '')}"
    assert not open_to_all, "\n".join(f"{address}: {answer}" for address, answer in open_to_all.items())


def test_the_lists_name_addresses_that_exist():
    names = {name for _, name in walk(get_resolver())}
    assert not (PUBLIC | NOT_FOUND) - names
