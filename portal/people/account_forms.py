"""allauth's forms, with labels in place of placeholders (ACCOUNT_FORMS names them)."""

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _


class Plain:
    """Takes the placeholders away: the label says it, and stays in sight while one types."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "email" in self.fields:
            self.fields["email"].label = _("E-mail address")


class LoginForm(Plain, allauth_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")


class SignupForm(Plain, allauth_forms.SignupForm):
    field_order = ["first_name", "last_name", "email", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        password = self.fields["password1"]
        password.label = _("Password (optional)")
        password.help_text = _(
            "At least nine characters. Without one, you log in with a code sent by e-mail; you can choose one later."
        )
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"


class RequestLoginCodeForm(Plain, allauth_forms.RequestLoginCodeForm):
    pass


class CodeForm(Plain):
    """A six-digit code: the telephone's digits, filled in by itself where the browser can."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code received by e-mail")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}


class ConfirmLoginCodeForm(CodeForm, allauth_forms.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(CodeForm, allauth_forms.ConfirmEmailVerificationCodeForm):
    pass


class AddEmailForm(Plain, allauth_forms.AddEmailForm):
    pass


class ResetPasswordForm(Plain, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, allauth_forms.SetPasswordForm):
    pass


class ReauthenticateForm(Plain, allauth_forms.ReauthenticateForm):
    pass
