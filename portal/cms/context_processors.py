"""What every page's frame needs: the association's identity, the menus, the other languages."""

from django.utils.functional import SimpleLazyObject

from .frame import Frame


def site(request):
    """`identity` and `frame`, each read only if the template asks, once a request."""
    if not hasattr(request, "_site_frame"):
        request._site_frame = Frame(request)
    frame = request._site_frame
    return {"identity": SimpleLazyObject(lambda: frame.identity), "frame": frame}
