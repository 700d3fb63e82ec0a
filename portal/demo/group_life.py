"""The life of the demonstration's first group: meetings, minutes, actions, documents, templates. All of it invented."""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from portal import coediting
from portal.demo.specifications import h, items, p, requirement, text
from portal.versions import version_of
from workgroups.actions import (
    add_file,
    add_version,
    adopt_minutes,
    answer_meeting,
    begin_minutes,
    change_file,
    correct_minutes,
    note_action,
    note_attendance,
    plan_meeting,
    send_minutes,
    settle_action,
)
from workgroups.models import GroupAction, Minutes, SpecificationTemplate, WorkingGroup

AGENDA = "Confidentialité : comment la mesurer\nTarif commun entre les lieux\nSuite du travail"

FRAMEWORK = text(
    h(1, "Objet et portée"),
    p("Dites en trois phrases à quoi sert ce document, à qui il s’adresse, et ce dont il ne parle pas."),
    h(1, "Vocabulaire"),
    items("Lieu : …", "Usager : …", "Exploitant : …"),
    h(1, "Exigences"),
    p("Une exigence à la fois : ce qui est demandé, comment on le vérifie sur place, et pourquoi."),
    requirement(
        "mandatory",
        "Le lieu offre …",
        "Sur place, compter ou mesurer …",
        "Sans ce point, l’usager ne peut pas …",
    ),
    h(1, "Points encore ouverts"),
    items("…"),
)
NETWORK = text(
    h(1, "Ce qui est raccordé"),
    p("Décrivez l’arrivée, le secours et les usages attendus."),
    h(1, "Exigences"),
    requirement(
        "mandatory",
        "Une seconde arrivée prend le relais en moins d’une minute.",
        "Couper la première arrivée et chronométrer.",
        "Une visioconférence interrompue fait perdre un client.",
    ),
    requirement(
        "recommended",
        "La couverture sans fil est mesurée à chaque poste, porte fermée.",
        "Lire le relevé de l’année.",
        "Un poste sans réseau ne se loue pas.",
    ),
)


def load(people):
    """Fills the first group; `people`: the demonstration's accounts by name."""
    group = WorkingGroup.objects.get(slug="specifications")
    facilitator = people["facilitator"]
    held = _held(group, people, days_ago=35)
    _adopted(held, facilitator)
    _out_for_remarks(_held(group, people, days_ago=6), facilitator)
    _to_come(group, people)
    _actions(group, held, people)
    _files(group, people)
    _templates(group, facilitator)


def _at(days, hour):
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _held(group, people, *, days_ago):
    planned = {"starts_at": _at(-days_ago, 14), "ends_at": _at(-days_ago, 16), "place": "Médiathèque de Melun"}
    meeting = plan_meeting(group, by=people["facilitator"], agenda=AGENDA, **planned)
    presences = {"facilitator": "present", "editor": "present", "editor2": "afar", "commenter": "excused"}
    known = {people[name].pk: presence for name, presence in presences.items()}
    note_attendance(meeting, by=people["facilitator"], people=known, name="Élise Vasseur (fictif), Valfleury")
    return meeting


def _written(meeting, facilitator):
    minutes = begin_minutes(meeting, by=facilitator)
    content = coediting.as_json(minutes.document)
    opening = [node for node in content["content"] if node["type"] == "paragraph" and node.get("content")]
    body = [
        h(1, "Confidentialité : comment la mesurer"),
        p("Le groupe retient un essai à deux, porte fermée : l’un lit un texte que l’autre ne connaît pas."),
        h(1, "Tarif commun entre les lieux"),
        p("Trois lieux proposent une demi-journée au même prix. Le groupe demande l’avis des autres."),
        h(1, "Suite du travail"),
        items("Essayer la mesure dans deux lieux.", "Relire le chapitre des services avant la prochaine réunion."),
    ]
    coediting.replace_content(minutes.document, text(*opening, *body), by=facilitator)
    return minutes


def _adopted(meeting, facilitator):
    minutes = _written(meeting, facilitator)
    send_minutes(minutes, by=facilitator, remarks_until=timezone.localdate())
    Minutes.objects.filter(pk=minutes.pk).update(
        sent_at=_at(-33, 9), remarks_until=timezone.localdate() - timedelta(days=25)
    )
    adopted = adopt_minutes(minutes, by=facilitator)
    correct_minutes(adopted, by=facilitator, text="Quatre lieux, et non trois, proposent la demi-journée au même prix.")


def _out_for_remarks(meeting, facilitator):
    minutes = _written(meeting, facilitator)
    send_minutes(minutes, by=facilitator, remarks_until=timezone.localdate() + timedelta(days=5))


def _to_come(group, people):
    planned = {
        "starts_at": _at(12, 10),
        "ends_at": _at(12, 12),
        "place": "Télécentre de Sénart",
        "link": "https://visio.it77.example/specifications",
        "agenda": "Essais de confidentialité : résultats\nChapitre des services\nCalendrier de la consultation",
    }
    meeting = plan_meeting(group, by=people["facilitator"], **planned)
    for name, answer in [("facilitator", "yes"), ("editor", "yes"), ("expert", "afar"), ("commenter", "no")]:
        answer_meeting(meeting, by=people[name], answer=answer)


def _actions(group, meeting, people):
    by = people["facilitator"]
    for text_, name, days in [
        ("Essayer la mesure de confidentialité dans deux lieux", "editor", 6),
        ("Relire le chapitre des services", "editor2", -2),
        ("Demander aux lieux leur prix de la demi-journée", "facilitator", 20),
    ]:
        due = timezone.localdate() + timedelta(days=days)
        note_action(group, by=by, text=text_, person=people[name], due_on=due, meeting=meeting)
    done = note_action(group, by=by, text="Réserver la salle de Sénart", person=by, meeting=meeting)
    settle_action(done, by=by, is_done=True)
    GroupAction.objects.filter(group=group).update(created_at=meeting.ends_at)


def _files(group, people):
    editor, facilitator = people["editor"], people["facilitator"]
    grid = add_file(
        group, by=editor, upload=_file("grille.csv", GRID), title="Grille de visite d’un lieu", subject="Visites"
    )
    add_version(grid, by=facilitator, upload=_file("grille.csv", GRID + "Bruit;;\n"), note="Le bruit est ajouté")
    leaflet = add_file(
        group, by=facilitator, upload=_file("presentation.txt", LEAFLET), title="Le groupe en une page", subject=""
    )
    given = {"version": version_of(leaflet), "title": leaflet.title, "subject": "", "is_published": True}
    change_file(leaflet, by=facilitator, **given)


GRID = "Point;Vu;Remarque\nBureaux fermés;;\nEspace partagé;;\nAccueil;;\n"
LEAFLET = "Le groupe dit ce qu’un télécentre doit offrir. Il se réunit toutes les six semaines ; rejoignez-le.\n"


def _file(name, words):
    return ContentFile(words.encode(), name=name)


def _templates(group, facilitator):
    for title, about, content in [
        ("Trame d’une spécification", "L’ossature commune à toutes les spécifications de l’association.", FRAMEWORK),
        ("Trame technique : réseaux", "Pour un document dont les exigences se mesurent.", NETWORK),
    ]:
        SpecificationTemplate.objects.create(
            title=title, about=about, content=content, group=group, kept_by=facilitator
        )
