"""The staff's morning over all projects: what is late, one reminder, one call noted, the figures of the year."""

import pytest

from tests.servers.browser import looked_at
from tests.servers.portal import text_of

VALFLEURY = "mairie.valfleury@it77.example"
SCREENS = ["Tableau", "Calendrier", "Carte", "Relances", "Chiffres de l’année"]


def test_what_is_late_is_seen_and_reminded_of(browse, site):
    site.reset()
    staff = browse("staff")
    staff.goto("/projets/tableau/")
    staff.get_by_text("Filtrer et trier").click()
    staff.get_by_label("En retard seulement").check()
    staff.get_by_role("button", name="Filtrer").click()
    staff.get_by_text("2 projets").wait_for()
    screens = staff.get_by_role("navigation", name="Écrans sur tous les projets")
    for name in SCREENS:
        screens.get_by_role("link", name=name).click()
        screens.get_by_role("link", name=name).and_(staff.locator("[aria-current]")).wait_for()
        assert "late=on" in staff.url  # the filters go along
        looked_at(staff)
    screens.get_by_role("link", name="Calendrier").click()
    staff.get_by_text("Le même calendrier, en tableau").click()
    staff.get_by_role("row", name="Télécentre de Valfleury (fictif)").get_by_text("en retard").first.wait_for()

    screens.get_by_role("link", name="Relances").click()
    staff.get_by_role("checkbox", name="Télécentre de Valfleury").check()
    staff.get_by_role("button", name="Relancer par courriel").click()
    staff.get_by_text("1 relance est en route.").wait_for()
    staff.get_by_text("Relancé aujourd’hui").wait_for()
    assert "correction" in text_of(site.wait_for_mail(VALFLEURY, "est attendu", seconds=120))
    assert not staff.get_by_role("checkbox", name="Télécentre de Valfleury").count()  # not twice the same day

    staff.get_by_role("link", name="Reportées").click()
    staff.get_by_text("Le conseil municipal se réunit").wait_for()
    looked_at(staff)
    staff.get_by_role("button", name="Relancer à nouveau").click()
    staff.get_by_text("Les relances de ce jalon repartent.").wait_for()
    staff.get_by_role("link", name="Toutes").click()
    staff.get_by_role("link", name="Noter un appel").click()
    looked_at(staff)
    staff.get_by_label("Ce qui s’est dit").fill("Dépôt promis vendredi.")
    staff.get_by_role("button", name="Noter la relance").click()
    staff.get_by_text("La relance est notée").wait_for()


@pytest.mark.looks
def test_the_calendar_and_the_map_are_legible_in_the_dark(browse, site):
    staff = browse("staff")
    staff.emulate_media(color_scheme="dark")
    for screen in ("calendrier", "carte"):
        staff.goto(f"/projets/tableau/{screen}/")
        looked_at(staff)
