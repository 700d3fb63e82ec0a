"""For those who prepare an event."""

from django.urls import path

from ..views import duplicating, inviting, parts, preparing, team


def of(kind, name):
    """The screens of one kind of part; `name` is the word in the addresses."""
    base, known, given = f"<slug:slug>/preparation/{name}/", f"event-{kind.relation}", {"kind": kind}
    found = [
        path(base, parts.part_list, given, name=known),
        path(f"{base}nouveau/", parts.part_edit, given, name=f"{known}-new"),
        path(f"{base}<int:pk>/", parts.part_edit, given, name=f"{known}-edit"),
        path(f"{base}<int:pk>/retirer/", parts.part_remove, given, name=f"{known}-remove"),
    ]
    if kind.is_ordered_by_hand:
        found.append(path(f"{base}<int:pk>/ordre/", parts.part_move, given, name=f"{known}-move"))
    return found


urlpatterns = [
    path("<slug:slug>/preparation/", preparing.event_preparation, name="event-preparation"),
    path("<slug:slug>/preparation/etat/", preparing.event_status, name="event-status"),
    path("<slug:slug>/preparation/annulation/", preparing.event_call_off, name="event-call-off"),
    path("<slug:slug>/preparation/textes/", preparing.event_presentation, name="event-presentation"),
    path("<slug:slug>/preparation/reglages/", preparing.event_settings, name="event-settings"),
    path("<slug:slug>/preparation/duplication/", duplicating.event_duplicate, name="event-duplicate"),
    path("<slug:slug>/preparation/serie/", duplicating.series_duplicate, name="series-duplicate"),
    *of(parts.SLOTS, "programme"),
    *of(parts.AUDIENCES, "publics"),
    *of(parts.QUESTIONS, "questions"),
    *of(parts.CONSENTS, "consentements"),
    path("<slug:slug>/inscriptions/places/", preparing.event_places, name="event-places"),
    path("<slug:slug>/equipe/", team.team_people, name="team-people"),
    path("<slug:slug>/equipe/<int:role_id>/fin/", team.role_end, name="team-role-end"),
    path("<slug:slug>/invitations/", inviting.invitation_list, name="event-invitations"),
    path("<slug:slug>/invitations/lien/", inviting.invitation_link, name="invitation-link"),
    path("<slug:slug>/invitations/liste/", inviting.invitation_send, name="invitation-send"),
    path("<slug:slug>/invitations/<str:public_id>/retirer/", inviting.invitation_withdraw, name="invitation-withdraw"),
]
