"""People."""

import factory

from portal.people.models import Person

PASSWORD = "demo-it77"


class PersonFactory(factory.django.DjangoModelFactory):
    """Somebody with an address and, unless `password=None`, the password `PASSWORD`."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    first_name = "Camille"
    last_name = factory.Sequence(lambda number: f"Martin {number}")

    @classmethod
    def _create(cls, model_class, *args, password=PASSWORD, **fields):
        return model_class.objects.create_user(*args, password=password, **fields)

    class Params:
        superuser = factory.Trait(is_superuser=True)
