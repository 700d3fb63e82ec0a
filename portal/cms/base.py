"""What every page type has: introduction, social image, short title for menus, and an address of its own."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from .addresses import is_taken

ADDRESS_TAKEN = _("This address leads to a screen of the portal. Choose another one, such as “%(slug)s-page”.")


class BasePageForm(WagtailAdminPageForm):
    """Refuses a new page's slug that would clash; an existing page is checked by the model itself."""

    def clean(self):
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and self.parent_page and self.parent_page.depth > 1:
            path = path_from_home(f"{self.parent_page.url_path}{slug}/")
            if is_taken(path, home_of=self.instance.home_of):
                self.add_error("slug", ValidationError(ADDRESS_TAKEN, params={"slug": slug}))
        return cleaned


def path_from_home(url_path: str) -> str:
    """A page's path after its home page: `/accueil/actualites/` is `actualites/`."""
    return url_path.lstrip("/").partition("/")[2]


class BasePage(Page):
    """The abstract base of the site's page types. `home_of` names the app address whose index page the type is."""

    short_title = models.CharField(
        _("title in menus"), max_length=40, blank=True, help_text=_("Where the title is too long for a menu.")
    )
    intro = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences, shown under the title.")
    )
    social_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown in lists of pages, and where the page is shared. Landscape, 1,200 pixels wide or more."),
    )
    show_in_footer = models.BooleanField(_("show at the foot of every page"), default=False)

    home_of = ""
    base_form_class = BasePageForm

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    promote_panels = [
        FieldPanel("slug"),
        MultiFieldPanel(
            [FieldPanel("short_title"), FieldPanel("show_in_menus"), FieldPanel("show_in_footer")], _("Menus")
        ),
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("social_image")],
            _("Search engines and sharing"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.path and self.depth and self.depth > 2 and self.slug:
            parent = self.get_parent()
            if is_taken(path_from_home(f"{parent.url_path}{self.slug}/"), home_of=self.home_of):
                raise ValidationError({"slug": ValidationError(ADDRESS_TAKEN, params={"slug": self.slug})})

    @property
    def menu_title(self):
        """What menus and lists of links call this page."""
        return self.short_title or self.title

    def get_context(self, request, *args, **kwargs):
        """With `crumbs`: the pages above this one, below the home page."""
        context = super().get_context(request, *args, **kwargs)
        above = self.get_ancestors().filter(depth__gt=1).select_related("locale").order_by("depth")
        context["crumbs"] = [(page.title, page.get_url(request)) for page in above]
        return context
