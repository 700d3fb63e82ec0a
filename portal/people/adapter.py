"""Where allauth meets the house: mails go through the outbox, the visitor's address is found behind proxies."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from portal import notices
from portal.security import client_address


class AccountAdapter(DefaultAccountAdapter):
    """Named by ACCOUNT_ADAPTER."""

    def send_mail(self, template_prefix, email, context):
        """Renders allauth's templates now (they hold the code) and hands the mail to the outbox."""
        context = {"email": email, "base_url": settings.BASE_URL, **context}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        text = render_to_string(f"{template_prefix}_message.txt", context).strip() + "\n"
        html = render_to_string("account/email/message.html", {"text": text})
        notices.send_rendered(to=email, subject=subject, text=text, html=html, language=get_language())

    def get_client_ip(self, request):
        return client_address(request)

    def get_password_change_redirect_url(self, request):
        return "/espace/"
