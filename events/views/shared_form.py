"""The registration form is made once for all visitors of a moment; each gets a token and a key of their own in it.

At the second of opening everybody asks for the same form, with the same numbers of places left. Whoever brings an
account, a message or an invitation gets it made for them.
"""

import re
from functools import wraps

from django.http import HttpResponse
from django.middleware.csrf import get_token

from portal import guards
from portal.cms.whole_pages import is_somebody
from portal.fresh import fresh

FRESH_SECONDS = 2
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')
KEY = re.compile(r'(name="form_key" value=")[^"]+')
TOKEN_HERE, KEY_HERE = "{the visitor's token}", "{the visitor's key}"


def shared_by_visitors(view):
    """Answers a visitor's first look at a form from what the workers share; everything else is the view's."""

    @wraps(view)
    def shared(request, *args, **kwargs):
        if request.method != "GET" or request.GET or is_somebody(request):
            return view(request, *args, **kwargs)
        made = []

        def make():
            made.append(view(request, *args, **kwargs))
            return _without_its_visitor(made[0])

        page = fresh(f"events-form-{request.get_host()}-{request.path}", make, seconds=FRESH_SECONDS)
        if made:
            return made[0]
        if page is None:
            return view(request, *args, **kwargs)
        return HttpResponse(page.replace(TOKEN_HERE, get_token(request)).replace(KEY_HERE, guards.new_form_key()))

    return shared


def _without_its_visitor(response):
    """The text of a page that holds one form, its visitor's token and key taken out; None of any other answer."""
    if response.status_code != 200 or response.cookies:
        return None
    text, keys = KEY.subn(rf"\g<1>{KEY_HERE}", response.content.decode())
    text, tokens = TOKEN.subn(rf"\g<1>{TOKEN_HERE}", text)
    return text if keys == tokens == 1 else None
