"""What every page's frame needs: the association's identity, the menus, the other languages."""

from django.utils.functional import SimpleLazyObject

from .frame import Frame
from .identity import Identity


def site(request):
    """`identity` and `frame`, each read from the database only if the template asks, once a request."""
    if not hasattr(request, "_site_frame"):
        request._site_frame = Frame(request)
    return {"identity": SimpleLazyObject(lambda: Identity.for_request(request)), "frame": request._site_frame}
