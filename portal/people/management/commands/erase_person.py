"""`manage.py erase_person ADDRESS --by ADDRESS`: forgets a person everywhere, in the name of who was asked."""

from django.core.management.base import BaseCommand, CommandError

from portal.people.actions import find_person
from portal.people.erasure import erase_person
from portal.refusals import Refusal


class Command(BaseCommand):
    help = "Erases the personal data of whoever has this address; what they did in projects stays, without a name."

    def add_arguments(self, parser):
        parser.add_argument("address")
        parser.add_argument("--by", required=True, help="the address of who does it, staff or administrator")

    def handle(self, *, address, by, **options):
        person, doer = find_person(address), find_person(by)
        if person is None or doer is None:
            raise CommandError("Nobody has one of these addresses.")
        try:
            erase_person(person, by=doer)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Erased.")
