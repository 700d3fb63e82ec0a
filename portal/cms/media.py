"""The site's public images: small, re-encoded by Wagtail, and served by us where no web server stands in front."""

from django.conf import settings
from django.views.decorators.http import require_safe
from django.views.static import serve

PUBLIC_FOLDERS = "images|original_images"  # documents go through Wagtail's view, which asks for the right


@require_safe
def public_image(request, path):
    """One image; its name changes with its content, so a browser may keep it."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
