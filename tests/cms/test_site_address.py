"""The site knows under which address it is served."""

from wagtail.models import Site

from portal.cms.site_address import follow_base_url


def test_a_moved_site_speaks_of_itself_under_its_new_address(db, settings):
    settings.BASE_URL = "https://portail.example.org"
    follow_base_url()
    assert Site.objects.get(is_default_site=True).root_url == "https://portail.example.org"
    settings.BASE_URL = "http://localhost:8001"
    follow_base_url()
    assert Site.objects.get(is_default_site=True).root_url == "http://localhost:8001"
