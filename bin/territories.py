"""Makes events/territories/seine-et-marne.json from the npm package @etalab/decoupage-administratif.

    npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-*.tgz
    bin/territories.py package

Run by hand when the intercommunalities change (each January); the portal itself needs neither npm nor the package.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "events" / "territories" / "seine-et-marne.json"
DEPARTMENT, REGION = "77", "11"
# What people call them, where the official name without its legal form is long or reads badly alone.
SHORT = {
    "CA Grand Paris Sud Seine Essonne Sénart": "Grand Paris Sud",
    "CC Les Portes Briardes Entre Villes et Forêts": "Les Portes Briardes",
    "CA Val d'Europe Agglomération": "Val d’Europe",
}


def main(package):
    """Writes the file from the unpacked `package`."""
    read = {name: json.loads((package / "data" / f"{name}.json").read_text()) for name in ("communes", "epci")}
    departments = json.loads((package / "data" / "departements.json").read_text())
    version = json.loads((package / "package.json").read_text())["version"]
    home = {member["code"]: epci["nom"] for epci in read["epci"] for member in epci["membres"]}
    people = defaultdict(Counter)
    for commune in read["communes"]:
        if commune["type"] == "commune-actuelle" and commune.get("departement") == DEPARTMENT:
            for postcode in commune["codesPostaux"]:
                people[postcode][home[commune["code"]]] += commune["population"]
    postcodes = defaultdict(list)
    for postcode, inhabitants in sorted(people.items()):
        postcodes[short_name(inhabitants.most_common(1)[0][0])].append(postcode)
    known = {
        "source": f"npm @etalab/decoupage-administratif {version} (INSEE, code officiel géographique 2026 ; DGCL, "
        "intercommunalités 2026 ; La Poste, base officielle des codes postaux), licence MIT / Licence Ouverte",
        "made_by": "bin/territories.py",
        "rule": "A postcode that spans several intercommunalities counts for the one where most of its inhabitants "
        "live (legal population of its communes).",
        "departments": {
            one["code"]: one["nom"].replace("'", "’")
            for one in departments
            if one["region"] == REGION and one["code"] != DEPARTMENT
        },
        "epci": dict(sorted(postcodes.items())),
    }
    TARGET.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n")
    shared = sum(len(inhabitants) > 1 for inhabitants in people.values())
    print(f"{TARGET}: {len(people)} postcodes, {len(postcodes)} EPCI, {shared} postcodes shared by several.")


def short_name(official):
    """« CC du Pays de l'Ourcq » → « Pays de l’Ourcq »."""
    name = SHORT.get(official) or re.sub(r"^(CC|CA|CU) (du |des |de la |de l')?", "", official)
    return (name[0].upper() + name[1:]).replace("'", "’")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
