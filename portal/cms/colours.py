"""The accent colour of an association: checked for contrast, and its shades for both grounds.

Contrast as WCAG 2.2 defines it (1.4.3 for text, 1.4.11 for controls): 4.5 for the accent as text on our grounds.
"""

import colorsys
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DEFAULT_ACCENT = "#0f6b5c"
LEAST_CONTRAST = 4.5
SAND = "#f6f3ec"  # the darkest ground the accent is read on by day (frontend/theme/_tokens.scss)
NIGHT = "#223135"  # the lightest one by night


@dataclass(frozen=True)
class Shades:
    """The accent and what goes with it on one ground; each a `#rrggbb`."""

    accent: str
    strong: str
    soft: str
    on_accent: str
    hero: str


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb`, from 0 to 1."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def with_lightness(colour: str, lightness: float) -> str:
    """The same hue at another lightness (0 to 1)."""
    hue, _lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))


def lightness_of(colour: str) -> float:
    return colorsys.rgb_to_hls(*channels(colour))[1]


def readable_by_day(colour: str) -> str:
    """The colour itself, or darkened until it reads as text on a light page."""
    lightness = lightness_of(colour)
    while contrast(colour, SAND) < LEAST_CONTRAST:
        lightness -= 0.02
        colour = with_lightness(colour, max(lightness, 0))
    return colour


def by_day(accent: str) -> Shades:
    """Shades for the light ground."""
    lightness = lightness_of(accent)
    return Shades(
        accent=accent,
        strong=with_lightness(accent, lightness * 0.75),
        soft=with_lightness(accent, 0.92),
        on_accent="#ffffff",
        hero=with_lightness(accent, min(lightness, 0.16)),
    )


def by_night(accent: str) -> Shades:
    """Shades for the dark ground: the accent is lightened until it reads as text."""
    lightness = max(lightness_of(accent), 0.5)
    while contrast(with_lightness(accent, lightness), NIGHT) < LEAST_CONTRAST and lightness < 1:
        lightness += 0.02
    light = with_lightness(accent, min(lightness, 1))
    return Shades(
        accent=light,
        strong=with_lightness(accent, min(lightness + 0.12, 1)),
        soft=with_lightness(accent, 0.14),
        on_accent=with_lightness(accent, 0.08),
        hero=with_lightness(accent, 0.1),
    )


def check_accent(value: str):
    """Refuses what is not `#rrggbb`, or would be hard to read as text on a light page."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValidationError(_("Write the colour as six hexadecimal digits, such as #0f6b5c."))
    if (ratio := contrast(value, SAND)) < LEAST_CONTRAST:
        message = _("This colour is too light to be read on the page: contrast %(ratio)s, at least 4.5 is needed.")
        raise ValidationError(message, params={"ratio": f"{ratio:.1f}"})
