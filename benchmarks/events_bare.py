"""What is compared with: a Django project of one view that inserts one row, and nothing else.

Served like the portal: `python -m uvicorn benchmarks.events_bare:application --workers 2`.
"""

import os

from django.conf import settings

from portal.settings.environment import database_settings

TABLE = "benchmark_line"
CREATE = f"CREATE TABLE IF NOT EXISTS {TABLE} (id bigserial PRIMARY KEY, text varchar(200), at timestamptz NOT NULL)"


def set_up():
    settings.configure(
        SECRET_KEY="bare" * 10,
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": database_settings("DATABASE_URL", default="")},
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    import django

    django.setup()


if os.environ.get("BARE") == "on":
    set_up()
    from django.core.asgi import get_asgi_application
    from django.db import models
    from django.http import HttpResponse
    from django.urls import path

    class Line(models.Model):
        """One row."""

        text = models.CharField(max_length=200)
        at = models.DateTimeField(auto_now_add=True)

        class Meta:
            app_label = "bare"
            db_table = TABLE

    def insert(request):
        """Inserts what was sent."""
        line = Line.objects.create(text=request.POST.get("text", ""))
        return HttpResponse(str(line.pk))

    urlpatterns = [path("", insert)]
    application = get_asgi_application()
