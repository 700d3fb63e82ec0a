"""Sheets of the benchmark library."""

import factory

from projects.models import BenchmarkPlace, BenchmarkSource


class ReferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BenchmarkPlace

    name = factory.Sequence(lambda number: f"Lieu {number}")
    slug = factory.Sequence(lambda number: f"lieu-{number}")
    country = "Pays-Bas"
    is_published = True


def with_source(place, title="Rapport"):
    """The sheet, with one source."""
    BenchmarkSource.objects.create(
        place=place, title=title, url="https://example.org/rapport", consulted_on="2013-05-14"
    )
    return place
