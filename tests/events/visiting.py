"""A visitor at the registration page, with a browser that runs no script."""

import re


def url(event):
    return f"/evenements/{event.slug}/inscription/"


def page(answer):
    return answer.content.decode()


def said(answer):
    """The page as text: one space for each gap, whatever kind of space it is."""
    return " ".join(re.sub(r"<[^>]+>", " ", page(answer)).split())


def form_key(shown):
    return re.search(r'name="form_key" value="([^"]+)"', shown)[1]


def fill(client, event, query="", **typed):
    """Opens the form and returns what its fields hold, with what somebody types."""
    return {
        "email": "zoe@atelier.example",
        "first_name": "Zoé",
        "last_name": "L’Essai",
        "organisation": "Atelier (fictif)",
        "consent": "on",
        "form_key": form_key(page(client.get(url(event) + query))),
        "website": "",
    } | typed


def colleague(number, **typed):
    """What the fields of a colleague hold."""
    typed = {"first_name": "Max", "last_name": f"Collègue {number}", "email": "", "organisation": ""} | typed
    return {f"colleague-{number}-{name}": value for name, value in typed.items()}


def send(client, event, **typed):
    """Fills in the form, sends it, and follows to the page that thanks."""
    return client.post(url(event), fill(client, event, **typed), follow=True)
