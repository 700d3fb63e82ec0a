"""The models of the site's ground floor; the page types themselves are in `portal.pages`."""

from .base import BasePage
from .identity import Identity

__all__ = ["BasePage", "Identity"]
