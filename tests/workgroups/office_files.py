"""Files for tests of importing: what LibreOffice writes, and our own exports that went through it."""

import base64
import io
import os
import subprocess
from pathlib import Path

from PIL import Image as Picture

from portal import paper
from portal.demo.specifications import h, items, p, quote, requirement, steps, table, text
from tests.servers.machine import need

SOURCE = Path(__file__).with_name("office") / "rich.fodt"


def picture(kind, colour):
    made = io.BytesIO()
    Picture.new("RGB", (600, 300), colour).save(made, kind)
    return base64.b64encode(made.getvalue()).decode()


def ours():
    """Everything a text may hold that a file can hold too."""
    places = h(1, "Les lieux")
    places["attrs"]["id"] = "lieux"
    asked = requirement("recommended", "Une prise par poste.", "Compter.", "On travaille.")
    asked["attrs"] |= {"id": "prise", "code": "SUR-004"}
    asked["content"][0]["content"].append(items("une à gauche", "une à droite"))
    links = p("Voir ", ("bold", "aussi"), " ")
    links["content"] += [
        {"type": "reference", "attrs": {"target": "lieux"}},
        {"type": "text", "text": " et "},
        {"type": "reference", "attrs": {"target": "prise"}},
    ]
    rooms = table(["Pièce", "Surface"], ["Accueil", "20"])
    rooms["content"][1]["content"][1]["attrs"] = {"align": "right"}
    return text(
        p(("underline", "souligné"), " et ", ("strike", "barré"), " et ", ("italic", "penché")),
        places,
        links,
        steps("d’abord", "ensuite"),
        p("Une pause."),
        steps("de nouveau"),
        rooms,
        {"type": "image", "attrs": {"src": "x", "alt": "Le plan", "width": 50}},
        quote("On le dit."),
        asked,
        p("Fin."),
    )


def exported(kind):
    """The file that one takes away (`workgroups.downloads`)."""
    return getattr(paper, kind)(
        ours(),
        title="Surfaces",
        author="Le groupe",
        date="Brouillon, 3 mars 2026",
        images={"x": f"data:image/png;base64,{picture('PNG', 'red')}"},
        contents=True,
        header=("Surfaces", "3 mars 2026"),
    )


def source():
    """A text of LibreOffice with everything an office worker may have put in it, as one file of XML (.fodt)."""
    return SOURCE.read_text().replace("@PNG@", picture("PNG", "red")).replace("@JPEG@", picture("JPEG", "blue"))


def written_by_libreoffice(folder, kind, *names):
    """Has LibreOffice write files of `folder` anew as .docx or .odt, in its folder "made", which is returned."""
    options = ["--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind]
    command = [need("soffice"), *options, "--outdir", folder / "made", *(folder / name for name in names)]
    subprocess.run(command, env=os.environ | {"HOME": str(folder)}, check=True, capture_output=True, timeout=120)
    return folder / "made"
