"""Handing in a milestone: the form, and the files that come before it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import hours
from portal.refusals import Refusal

from ..actions import add_draft_file, hand_in, remove_draft_file, save_draft
from ..enums import VisaStates
from ..forms import AnswersForm, SubmissionForm
from ..forms.tying import which_piece
from ..models import DraftFile, Visa
from ..permissions import may_submit_here
from ..pieces import last_pieces
from ..refusals import MilestoneRefusal, NewerDraft
from .reading import milestone_of, milestone_page

# What of the form is no word of its author.
NOT_WORDS = {"csrfmiddlewaretoken", "public_id", "draft_version", "pieces", "carried", "deposits"}


@login_required
@require_POST
def milestone_submit(request, slug, milestone_id):
    """Hands in. Refused, the same page comes back with the text and every good file kept."""
    milestone = submittable(request, slug, milestone_id)
    form = _form_with_files(request, milestone)
    answers = AnswersForm(request.POST, milestone=milestone)
    if form.is_valid() and answers.is_valid() and not _is_told_of_gaps(form, answers):
        given = form.cleaned_data
        try:
            handed_in = hand_in(
                milestone,
                by=request.user,
                text=given["text"],
                pieces=given["pieces"],
                carried=given["carried"],
                deposits=given["deposits"],
                item_answers=form.item_answers,
                answers=answers.answers(),
                ties=form.ties,
                on_behalf_of=given.get("on_behalf_of"),
                public_id=given["public_id"],
            )
        except MilestoneRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(handed_in))
            return redirect(handed_in)
    return milestone_page(request, milestone, status=422, submission_form=form, answers_form=answers)


def _is_told_of_gaps(form, answers):
    """Whether the page comes back once, with what is left open."""
    return answers.has_new_gaps(has_files=form.has_pieces(), tied=set(form.ties.values()))


@login_required
@require_POST
def draft_save(request, slug, milestone_id):
    """Keeps the words of the form: for a script (asks for JSON) as they are typed, else when a button is pressed."""
    milestone = submittable(request, slug, milestone_id)
    is_script = request.accepts("application/json") and not request.accepts("text/html")
    form = SubmissionForm(request.POST, milestone=milestone, person=request.user) if is_script else None
    form = form or _form_with_files(request, milestone)
    form.full_clean()
    try:
        draft = save_draft(
            milestone,
            owner=request.user,
            values={name: request.POST.getlist(name) for name in request.POST.keys() - NOT_WORDS},
            version=form.cleaned_data.get("draft_version") or 0,
        )
    except Refusal as refusal:
        return _not_saved(request, milestone, form, refusal, is_script=is_script)
    if is_script:
        return JsonResponse({"version": draft.version, "text": _saved_in_words(draft)})
    if form.errors.get("uploads"):
        return milestone_page(request, milestone, status=422, submission_form=form)
    messages.success(request, _saved_in_words(draft))
    return redirect(f"{milestone.get_absolute_url()}#depot")


def _not_saved(request, milestone, form, refusal, *, is_script):
    """Says why; pressed once more, the button saves over the newer draft, whose words are told beside."""
    status = 409 if isinstance(refusal, NewerDraft) else 422
    if is_script:
        return JsonResponse({"text": str(refusal)}, status=status)
    if status == 409:
        form.data = form.data.copy()
        form.data["draft_version"] = refusal.draft.version
    form.add_error(None, str(refusal))
    return milestone_page(request, milestone, status=status, submission_form=form)


def _saved_in_words(draft):
    return _("Draft saved at %(time)s.") % {"time": hours.hour(draft.saved_at)}


@login_required
@require_POST
def draft_file_add(request, slug, milestone_id):
    """Keeps one file as soon as it is chosen (by script): answers its line of the form, or why it is refused."""
    milestone = submittable(request, slug, milestone_id)
    kept, refusals = _keep(milestone, request.FILES, request.user)
    if refusals or not kept:
        reasons = [str(refusal) for refusal in refusals] or [_("No file was received.")]
        return HttpResponse("\n".join(reasons), status=422, content_type="text/plain; charset=utf-8")
    kept[0].is_chosen = True
    kept[0].which_piece = which_piece(kept[0], list(milestone.expecteddeliverable_lines.all()))
    context = {"draft": kept[0], "milestone": milestone, "project": milestone.project}
    return render(request, "projects/_draft_file.html", context, status=201)


@login_required
@require_POST
def draft_file_remove(request, slug, milestone_id, public_id):
    """Takes a kept file away (by script; without one, the box is unticked)."""
    milestone = submittable(request, slug, milestone_id)
    drafts = DraftFile.objects.filter(milestone=milestone, owner=request.user)
    drafts = drafts.exclude(visas__state=VisaStates.PENDING)  # what the director reads stays as it is
    remove_draft_file(get_object_or_404(drafts, public_id=public_id))
    return HttpResponse(status=204)


def _said(handed_in):
    if isinstance(handed_in, Visa):
        return _("Prepared. It leaves as soon as the director has given the visa; they are told by mail.")
    return _("Your submission has arrived. Here is its receipt; it is also in your mail.")


def submittable(request, slug, milestone_id):
    """The milestone, for those who hand in there, whatever its status; else 403 or 404."""
    milestone = milestone_of(request.user, slug, milestone_id)
    if not may_submit_here(request.user, milestone):
        raise PermissionDenied
    return milestone


def _form_with_files(request, milestone):
    """The form as it was sent, its files kept first: what was refused of them is told beside their field."""
    kept, refusals = _keep(milestone, request.FILES, request.user)
    form = SubmissionForm(request.POST, milestone=milestone, person=request.user, kept=kept)
    form.is_valid()
    form.refuse_files(refusals)
    return form


def _keep(milestone, files, owner):
    """Keeps what can be kept of the files that came: the drafts, and the refusals of the others."""
    kept, refusals = [], []
    for upload, replaces in _uploads(milestone, files, owner):
        try:
            kept.append(add_draft_file(milestone, owner=owner, upload=upload, replaces=replaces))
        except Refusal as refusal:
            refusals.append(refusal)
    return kept, refusals


def _uploads(milestone, files, owner):
    """Each file that came, and the piece of which it is the new version."""
    before = {f"replacement-{piece.public_id}": piece for piece in last_pieces(milestone, owner)} if files else {}
    for name in files:
        if name == "uploads" or name in before:
            yield from ((upload, before.get(name)) for upload in files.getlist(name))
