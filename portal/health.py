"""What a load balancer asks: is the process alive, and can it serve?"""

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def alive(request):
    """200 as long as the process answers."""
    return JsonResponse({"alive": True})


@never_cache
def ready(request):
    """200 where database and cache answer; says when the guards against abuse are switched off."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    cache.set("readyz", "1", 5)
    return JsonResponse(
        {"database": connection.vendor, "cache": cache.get("readyz") == "1", "abuse_guards": settings.ABUSE_GUARDS}
    )
