"""An expected "no": the action raises it, the view shows it in the person's words."""


class Refusal(Exception):
    """Base of every app's refusals; its text is written for the person, already translated."""


class ShowsRefusals:
    """For Wagtail's form views, whose `save_instance` calls an action: the form shows its refusal, input kept."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
