"""Screens of accounts that allauth does not have, or that carry the way back more carefully than its own."""

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.people.forms import PersonForm


class KeepsTheWay:
    """Sent on to the code already asked for, one still goes afterwards where this request wanted to go."""

    def _redirect_to_pending_stage(self, request, stage):
        response = super()._redirect_to_pending_stage(request, stage)
        return redirect(self.passthrough_next_url(response.url)) if response else response


class LoginView(KeepsTheWay, allauth_views.LoginView):
    def get_authenticated_redirect_url(self):
        """Wagtail sends here whoever may not enter the back office, even logged in: no going in circles."""
        address = super().get_authenticated_redirect_url()
        turned_away = address.startswith("/gestion/") and not self.request.user.has_perm("wagtailadmin.access_admin")
        return settings.LOGIN_REDIRECT_URL if turned_away else address


class RequestLoginCodeView(KeepsTheWay, allauth_views.RequestLoginCodeView):
    pass


@login_required
def account(request):
    """The person's own sheet, and the way to address, password and second factor."""
    form = PersonForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details are saved."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form})
