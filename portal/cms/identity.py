"""Who the site speaks for: the association's identity is data, edited in the back office."""

from hashlib import sha256

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .colours import DEFAULT_ACCENT, by_day, by_night, check_accent


@register_setting(icon="home", order=100)
class Identity(BaseSiteSetting):
    """Name, words, logo and colour of the association; used by the frame, the mails and the papers."""

    name = models.CharField(_("name"), max_length=120, default="Initiatives Télécentres 77")
    short_name = models.CharField(_("short name"), max_length=30, default="IT77")
    tagline = models.CharField(_("what it does, in one sentence"), max_length=250, blank=True)
    tagline_en = models.CharField(_("the same in English"), max_length=250, blank=True)
    territory = models.CharField(_("territory"), max_length=120, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=120, blank=True)
    president = models.CharField(_("president"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact address"), default="contact@it77.example")
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A square image; the site's own drawing is shown as long as there is none."),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default=DEFAULT_ACCENT,
        validators=[check_accent],
        help_text=_("Links and buttons. Shades, and the colour for dark screens, are worked out from it."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("short_name"), FieldPanel("tagline"), FieldPanel("tagline_en")],
            _("Words"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("accent")], _("Look")),
        MultiFieldPanel(
            [
                FieldPanel("territory"),
                FieldPanel("legal_form"),
                FieldPanel("president"),
                FieldPanel("contact_email"),
            ],
            _("The body itself"),
        ),
    ]

    class Meta:
        verbose_name = _("identity of the association")

    def __str__(self):
        return self.name

    @property
    def tagline_here(self):
        """The tagline in the language of the screen."""
        return self.tagline_en if get_language() == "en" and self.tagline_en else self.tagline

    @cached_property
    def logo_url(self):
        """Address of the logo, or nothing where the site's own drawing is used."""
        return self.logo.get_rendition("max-400x160").url if self.logo else ""

    @property
    def stylesheet_url(self):
        """Address of the accent's stylesheet, naming the colour so that it can be kept for long; none by default."""
        if self.accent.lower() == DEFAULT_ACCENT:
            return ""
        return f"{reverse('identity-stylesheet')}?v={sha256(self.accent.encode()).hexdigest()[:8]}"


def current_identity() -> Identity:
    """The identity of the default site, for mails and papers, which have no request."""
    from .kept import kept  # it keeps what is defined here

    found = kept()
    return found.identity_of(found.default_site)


@cache_control(public=True, max_age=7 * 24 * 3600)
def stylesheet(request) -> HttpResponse:
    """The accent colour as custom properties (no inline style: the content security policy forbids it)."""
    accent = Identity.for_request(request).accent
    context = {"day": by_day(accent), "night": by_night(accent)}
    return render(request, "cms/identity.css", context, content_type="text/css")
