"""The outline from which the association's model of a study brief is begun, where it has none of its own.

It is content, in the association's language, changed on the site: not in the catalogue.
"""

# Heading, what comes under it.
SECTIONS = [
    ("Contexte", "Le territoire, son porteur, ce qui a conduit au projet de télécentre ou d’espace de coworking."),
    ("Objet de l’étude", "Ce que l’étude doit permettre de décider, et ce qu’elle laisse de côté."),
    (
        "Questions posées au bureau d’études",
        "Les besoins des entreprises, des salariés et des indépendants ; les lieux possibles ; le modèle économique ; "
        "l’interopérabilité avec les autres lieux du réseau.",
    ),
    ("Phases et livrables", "Diagnostic des besoins, scénarios, faisabilité et modèle économique, restitution."),
    ("Calendrier", "La date de début, la durée de chaque phase, les dates des comités de pilotage."),
    ("Budget et financement", "L’enveloppe hors taxes, les financements demandés."),
    ("Compétences attendues", "Les références demandées, la composition de l’équipe."),
    ("Remise des offres", "La date limite, l’adresse, les critères de jugement et leur poids."),
]


def usual_brief():
    """The outline as the editor's JSON."""
    content = []
    for title, text in SECTIONS:
        content.append({"type": "heading", "attrs": {"level": 1}, "content": [{"type": "text", "text": title}]})
        content.append({"type": "paragraph", "content": [{"type": "text", "text": text}]})
    return {"type": "doc", "content": content}
