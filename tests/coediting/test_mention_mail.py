"""The mail to whom a text names: by whom, in which text, of which group, in which sentence, and the way there."""

import pytest

from portal.coediting.mentions import settle
from tests.factories.people import PersonFactory
from tests.factories.workgroups import SpecificationFactory, person_with
from workgroups.enums import GroupRoles

pytestmark = pytest.mark.django_db


def test_the_mail_says_who_where_and_in_which_words_and_its_link_leads_there(client, run_tasks, mailoutbox):
    specification = SpecificationFactory(title="Le bruit", group__name="Acoustique")
    author, named = (
        person_with(
            GroupRoles.EDITOR, specification.group, first_name=first, last_name="Fictive", email=f"{first}@x.example"
        )
        for first in ("Ada", "Zoé")
    )
    key = str(named.public_id)
    settle(specification.document_id, {key: author.pk}, {key: 1}, {key: "À relire par @Zoé Fictive avant jeudi."})
    run_tasks()

    [mail] = [mail for mail in mailoutbox if mail.to == [named.email]]
    html = mail.alternatives[0][0]
    assert mail.subject == "Ada Fictive vous mentionne dans « Le bruit »".replace("« ", "«\xa0").replace(" »", "\xa0»")
    for part in (mail.body, html):
        said = part.replace("\xa0", " ")
        assert "Ada Fictive vous cite dans le texte « Le bruit » du groupe « Acoustique » :" in said
        assert "À relire par @Zoé Fictive avant jeudi." in said
        assert specification.get_absolute_url() in said and "indiquez votre adresse" in said

    there = specification.get_absolute_url()
    asked = client.get(there)
    assert asked.url == f"/compte/login/?next={there}"
    assert f'name="next" value="{there}"' in client.get(asked.url).content.decode()
    client.force_login(named)
    assert client.get(there).status_code == 200
    client.force_login(PersonFactory())
    assert client.get(there).status_code == 404
