"""The pieces an editor builds a page of; small, one template each (templates/cms/blocks/), no query in any."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "h3"]


class LinkValue(blocks.StructValue):
    """A link's address: the chosen page's, else the one typed."""

    @property
    def href(self):
        page = self.get("page")
        return page.url if page else self.get("address")


class LinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(required=False, label=_("Page of the site"))
    address = blocks.CharBlock(
        required=False, label=_("or address"), help_text=_("Such as https://… or /projets/, where there is no page.")
    )
    label = blocks.CharBlock(required=False, max_length=80, label=_("Words of the link"))

    class Meta:
        value_class = LinkValue
        label = _("Link")
        icon = "link"
        form_layout = ["page", "address", "label"]

    def get_searchable_content(self, value):
        """Its words; nobody looks for an address."""
        return [value["label"]] if value.get("label") else []

    def clean(self, value):
        value = super().clean(value)
        address = value.get("address") or ""
        if address and not address.startswith(("https://", "http://", "mailto:", "/", "#")):
            wrong = ValidationError(_("An address begins with https://, mailto: or /."))
            raise blocks.StructBlockValidationError(block_errors={"address": wrong})
        return value


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=150, label=_("Heading"))

    class Meta:
        template = "cms/blocks/heading.html"
        icon = "title"
        label = _("Heading")


class FigureBlock(blocks.StructBlock):
    """A number is worth nothing without where and when it was counted: source and year are required."""

    value = blocks.CharBlock(max_length=30, label=_("Figure"), help_text=_("With its unit, such as “1,500 km”."))
    label = blocks.CharBlock(max_length=200, label=_("What it counts"))
    source = blocks.CharBlock(max_length=120, label=_("Source"))
    year = blocks.IntegerBlock(min_value=1900, max_value=2100, label=_("Year"))
    note = blocks.CharBlock(required=False, max_length=300, label=_("Caveat"))

    class Meta:
        icon = "decimal"
        label = _("Figure")


class FiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=150, label=_("Heading"))
    figures = blocks.ListBlock(FigureBlock(), min_num=1, label=_("Figures"))

    class Meta:
        template = "cms/blocks/figures.html"
        icon = "decimal"
        label = _("Figures with their sources")


class ImageWithCaptionBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption and credit"))

    class Meta:
        template = "cms/blocks/image.html"
        icon = "image"
        label = _("Image")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    author = blocks.CharBlock(max_length=120, label=_("Who said it, where and when"))

    class Meta:
        template = "cms/blocks/quote.html"
        icon = "openquote"
        label = _("Quotation")


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=100, label=_("Title"))
    text = blocks.TextBlock(max_length=500, label=_("Text"))
    link = LinkBlock()

    class Meta:
        icon = "doc-full"
        label = _("Card")


class CardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=150, label=_("Heading"))
    intro = blocks.TextBlock(required=False, max_length=400, label=_("Introduction"))
    cards = blocks.ListBlock(CardBlock(), min_num=1, label=_("Cards"))

    class Meta:
        template = "cms/blocks/cards.html"
        icon = "grip"
        label = _("Cards")


class StepsBlock(blocks.StructBlock):
    """Numbered steps: a course, a way of working."""

    title = blocks.CharBlock(max_length=150, label=_("Heading"))
    intro = blocks.TextBlock(required=False, max_length=400, label=_("Introduction"))
    steps = blocks.ListBlock(CardBlock(label=_("Step"), icon="order"), min_num=2, label=_("Steps"))

    class Meta:
        template = "cms/blocks/steps.html"
        icon = "list-ol"
        label = _("Steps")


class CallToActionBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.TextBlock(required=False, max_length=400, label=_("Text"))
    link = LinkBlock()

    class Meta:
        template = "cms/blocks/call_to_action.html"
        icon = "pick"
        label = _("Call to action")


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    description = blocks.CharBlock(required=False, max_length=250, label=_("What is in it"))

    class Meta:
        template = "cms/blocks/download.html"
        icon = "download"
        label = _("Document to download")


class DefinitionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=150, label=_("Heading"))
    entries = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("term", blocks.CharBlock(max_length=120, label=_("Term"))),
                ("definition", blocks.TextBlock(max_length=600, label=_("Definition"))),
            ]
        ),
        min_num=1,
        label=_("Terms"),
    )

    class Meta:
        template = "cms/blocks/definitions.html"
        icon = "list-ul"
        label = _("Terms and definitions")


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(max_length=200, label=_("What the table shows"))
    columns = blocks.ListBlock(blocks.CharBlock(max_length=80), min_num=2, label=_("Names of the columns"))
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False, max_length=300), label=_("Cells")), min_num=1, label=_("Rows")
    )
    source = blocks.CharBlock(required=False, max_length=200, label=_("Source and year"))

    class Meta:
        template = "cms/blocks/table.html"
        icon = "table"
        label = _("Table")


class ColumnsBlock(blocks.StructBlock):
    columns = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=100, label=_("Heading"))),
                ("text", blocks.RichTextBlock(features=["bold", "italic", "link", "ol", "ul"], label=_("Text"))),
            ]
        ),
        min_num=2,
        max_num=4,
        label=_("Columns"),
    )

    class Meta:
        template = "cms/blocks/columns.html"
        icon = "table"
        label = _("Columns")


class BodyBlock(blocks.StreamBlock):
    """Everything a page's body can hold."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(
        features=TEXT_FEATURES, template="cms/blocks/text.html", label=_("Text"), icon="pilcrow"
    )
    image = ImageWithCaptionBlock()
    figures = FiguresBlock()
    quote = QuoteBlock()
    cards = CardsBlock()
    steps = StepsBlock()
    columns = ColumnsBlock()
    definitions = DefinitionsBlock()
    table = TableBlock()
    download = DownloadBlock()
    call_to_action = CallToActionBlock()
