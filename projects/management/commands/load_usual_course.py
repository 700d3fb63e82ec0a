"""`manage.py load_usual_course`: a first template, for an association that begins."""

from django.core.management.base import BaseCommand

from projects.usual_template import load_usual_template


class Command(BaseCommand):
    help = "Makes the template of the usual course of a study, unless there is one of its name."

    def handle(self, *args, **options):
        template = load_usual_template()
        self.stdout.write(f"{template}: {template.milestones.count()} milestones.")
