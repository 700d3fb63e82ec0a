"""A consultation: the text, the comments, the answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from portal import coediting, files
from portal.refusals import Hidden
from portal.spreadsheets import workbook_response

from .. import answers, permissions
from ..actions import GroupRefusal, answer_comment, close_consultation, comment, withdraw_comment
from ..forms.adoption import AnswerForm, CommentForm
from ..models import AdoptedVersion, Consultation
from ..reading import open_consultations, past_consultations
from .adoption import frame, steps_of
from .fetching import crumbs_of

PAST_A_PAGE = 20


@require_safe
def consultation_list(request):
    """The consultations that take comments, and those that did, with their answers: of all groups, for everybody."""
    context = {
        "consultations": open_consultations(request.user),
        "page": Paginator(past_consultations(request.user), PAST_A_PAGE).get_page(request.GET.get("page")),
        "crumbs": [],
    }
    return render(request, "workgroups/consultation_list.html", context)


@require_GET
def consultation_detail(request, slug, document_id, public_id):
    """The text with the comments; a form where one may comment."""
    consultation = _consultation(request, slug, document_id, public_id)
    asked = {"anchor": request.GET.get("lieu", "")}
    form = CommentForm(initial=asked, content=consultation.version.content)
    return _page(request, consultation, form)


@require_POST
@login_required
def comment_create(request, slug, document_id, public_id):
    """A comment; the page comes back where it cannot be taken."""
    consultation = _consultation(request, slug, document_id, public_id)
    form = CommentForm(request.POST, content=consultation.version.content)
    if form.is_valid():
        try:
            made = comment(consultation, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your comment is kept; the editors answer it."))
            return redirect(made)
    return _page(request, consultation, form, status=422)


@require_POST
@login_required
def comment_withdraw(request, slug, document_id, public_id, comment_id):
    """Takes one's own comment back."""
    consultation = _consultation(request, slug, document_id, public_id)
    own = get_object_or_404(consultation.comments.filter(author=request.user), public_id=comment_id)
    try:
        withdraw_comment(own, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Your comment is withdrawn."))
    return redirect(consultation)


@require_http_methods(["GET", "POST"])
@login_required
def comment_answer(request, slug, document_id, public_id, comment_id):
    """The editors' answer to one comment."""
    consultation = _consultation(request, slug, document_id, public_id)
    if not permissions.can_answer_comments(request.user, consultation):
        raise PermissionDenied
    asked = get_object_or_404(consultation.comments.select_related("author"), public_id=comment_id)
    form = AnswerForm(request.POST or None, instance=asked)
    if request.method == "POST" and form.is_valid():
        try:
            answer_comment(asked, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer is kept."))
            return redirect(answers_address(consultation))
    asked.refresh_from_db()
    context = _frame(request, consultation, _up(consultation)) | {"comment": asked, "form": form}
    return render(request, "workgroups/comment_answer.html", context, status=422 if form.errors else 200)


@require_GET
def consultation_answers(request, slug, document_id, public_id):
    """Every comment with its answer, in the order of the text."""
    consultation = _consultation(request, slug, document_id, public_id)
    comments = consultation.comments.select_related("author", "answered_by")
    context = _frame(request, consultation, _up(consultation)) | {
        "comments": comments,
        "waiting": sum(not one.answer for one in comments),
        "may_answer": permissions.can_answer_comments(request.user, consultation),
    }
    return render(request, "workgroups/consultation_answers.html", context)


@require_GET
def answers_export(request, slug, document_id, public_id):
    """The same as a workbook."""
    consultation = _consultation(request, slug, document_id, public_id)
    name = pgettext("file name", "answers-%(document)s.xlsx") % {"document": slugify(consultation.specification.title)}
    return workbook_response(name, answers.sheets(consultation))


@require_GET
def consultation_image(request, slug, document_id, public_id, image_id):
    """An image of the text, for whoever may read the consultation."""
    consultation = _consultation(request, slug, document_id, public_id)
    shown = coediting.images_in(consultation.version.content, of=consultation.specification.document_id)
    image = next((one for one in shown if one.pk == image_id), None)
    if image is None:
        raise Http404
    return files.stream(request, image.stored, name=f"{image_id}", content_type=image.content_type, inline=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def consultation_close(request, slug, document_id, public_id):
    """Asks, then ends a consultation before its last day."""
    consultation = _consultation(request, slug, document_id, public_id)
    if not permissions.can_lead_adoption(request.user, consultation.specification):
        raise PermissionDenied
    if request.method != "POST":
        context = _frame(request, consultation, _up(consultation)) | {
            "comment_count": consultation.comments.count(),
            "may_extend": permissions.can_extend(request.user, consultation),
        }
        return render(request, "workgroups/consultation_close.html", context)
    try:
        close_consultation(consultation, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The consultation is closed. The text can be written in again."))
    return redirect(answers_address(consultation))


def answers_address(consultation):
    """Where the table of answers is."""
    return f"{consultation.get_absolute_url()}reponses/"


def _consultation(request, slug, document_id, public_id):
    rows = Consultation.objects.select_related("specification__group", "version", "specification__document")
    found = rows.filter(
        specification__group__slug=slug, specification__document=document_id, public_id=public_id
    ).first()
    if found is None or not permissions.can_read_consultation(request.user, found):
        raise Hidden
    return found


def _frame(request, consultation, *more):
    """The way here, for somebody of the group; who comes from outside gets no links to what is not theirs."""
    specification = consultation.specification
    context = frame(specification, steps_of(specification), *more)
    if not permissions.can_read(request.user, specification):
        group = specification.group
        way = crumbs_of(group) if permissions.can_view(request.user, group) else []
        context["crumbs"] = [*way, *([(str(specification), consultation.get_absolute_url())] if more else [])]
    return context | {"consultation": consultation}


def _up(consultation):
    return (_("Consultation"), consultation.get_absolute_url())


def _page(request, consultation, form, status=200):
    comments = list(consultation.comments.select_related("author"))
    may_comment = permissions.can_comment_in(request.user, consultation)
    for one in comments:
        one.may_be_withdrawn = permissions.can_withdraw_comment(request.user, one)
    context = (
        _frame(request, consultation)
        | _what_became(consultation)
        | {
            "comments": comments,
            "form": form if may_comment else None,
            "unsent": "" if may_comment else form.data.get("text", "").strip(),
            "refused": form,
            "may_comment": may_comment,
            "may_answer": permissions.can_answer_comments(request.user, consultation),
            "may_extend": permissions.can_extend(request.user, consultation),
            "may_close": consultation.closed_at is None
            and permissions.can_lead_adoption(request.user, consultation.specification),
            "is_reader": permissions.can_read(request.user, consultation.specification),
            "html": coediting.html(
                consultation.version.content,
                place_link=_links(comments) if may_comment else None,
                image_address=_image_of(consultation),
            ),
        }
    )
    return render(request, "workgroups/consultation_detail.html", context, status=status)


def _what_became(consultation):
    """The history, and the version that the document has become since."""
    found = {"events": consultation.events.select_related("by"), "since": None}
    if consultation.is_open:
        return found
    versions = AdoptedVersion.objects.without_text().select_related("specification__group")
    later = versions.filter(specification=consultation.specification_id, at__gt=consultation.opened_at)
    return found | {"since": later.first()}


def _image_of(consultation):
    """Where the page shows each image from: the draft's own address is for the group alone."""
    begin = consultation.get_absolute_url()
    return lambda address: f"{begin}images/{address.rpartition('/')[2]}/"


def _links(comments):
    """Beside each section and requirement: comment it, with how many have."""
    counts: dict[str, int] = {}
    for one in comments:
        counts[one.anchor] = counts.get(one.anchor, 0) + 1

    def link(entry):
        number = counts.get(entry["anchor"], 0)
        shown = (
            ngettext("Comment (%(count)s)", "Comment (%(count)s)", number) if number else pgettext("verb", "Comment")
        )
        aloud = _("Comment on %(place)s") % {"place": f"{entry['label']} {entry['title']}".strip()}
        return f"?lieu={entry['anchor']}#commenter", shown % {"count": number} if number else shown, aloud

    return link
