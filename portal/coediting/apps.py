from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoeditingConfig(AppConfig):
    name = "portal.coediting"
    label = "coediting"
    verbose_name = _("Co-edited texts")
