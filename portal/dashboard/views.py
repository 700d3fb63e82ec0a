"""Mon espace: where everybody arrives after logging in."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from portal.dashboard.own import own_sections
from portal.dashboard.waiting import waiting_items
from portal.notices import Notice, mark_read

SHOWN = 5


@login_required
def home(request):
    """What waits for the person, the latest news for them, and what they take part in."""
    unread = Notice.objects.in_bell_of(request.user).unread()
    return render(
        request,
        "dashboard/home.html",
        {
            "items": waiting_items(request.user),
            "sections": own_sections(request.user),
            "unread": unread[:SHOWN],
            "unread_count": unread.count(),
        },
    )


@login_required
def notices(request):
    """Everything the person was told; POST marks all as read."""
    mine = Notice.objects.in_bell_of(request.user)
    if request.method == "POST":
        mark_read(request.user, mine)
        return redirect("dashboard:notices")
    page = Paginator(mine, 30).get_page(request.GET.get("page"))
    return render(request, "dashboard/notices.html", {"page": page})


@login_required
@require_POST
def notice_open(request, pk):
    """Marks one message as read and leads to what it is about."""
    notice = get_object_or_404(Notice.objects.filter(person=request.user).exclude(path=""), pk=pk)
    mark_read(request.user, [notice.pk])
    return redirect(notice.path)
