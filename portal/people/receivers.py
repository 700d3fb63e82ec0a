"""What we do when allauth tells something."""

from allauth.account.signals import email_confirmed
from django.dispatch import receiver


@receiver(email_confirmed)
def drop_password_of_an_unproven_address(request, email_address, **kwargs):
    """A code to log in that proves an address for the first time ends any password set before.

    Whoever signed up with somebody else's address must not keep a password to it once its owner comes.
    """
    if request.resolver_match and request.resolver_match.url_name == "account_confirm_login_code":
        person = email_address.user
        if person.has_usable_password():
            person.set_unusable_password()
            person.save(update_fields=["password"])
