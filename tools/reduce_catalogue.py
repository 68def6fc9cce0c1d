"""Reduce the source catalogue to what systemtilgang needs: `fixtures/catalogue.yml`.

Usage: python tools/reduce_catalogue.py SOURCE > fixtures/catalogue.yml
Kept: organisation packages and the assignable person packages, their areas, the roles of
Enhetsregisteret and the five Altinn 3 roles in use, and of the role map the administration roles.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

ALTINN_3_ROLES = {"rettighetshaver", "agent", "supplier", "hovedadministrator", "privatperson"}
ADMINISTRATION = {"admai", "hadm", "kladm"}
HEADER = """\
# Packages, areas, roles and forms, reduced from catalogue.yaml by tools/reduce_catalogue.py.
# Facts of Altinn/altinn-authorization-tmp f7ff53bd (2026-08-21); spellings as in source.
# roles: key = key role, register = of Enhetsregisteret, gives = administration roles (role map).
# packages: has_and_gives / has / gives = roles whose holder has the package and may give it on /
# only has it / may only give it. "role@FORM" = only where the giver is of that organisation form.
"""


def flow(**members: Any) -> str:
    """One mapping on one line, texts quoted as in JSON (which is YAML)."""
    pairs = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in members.items())
    return "  - {" + ", ".join(pairs) + "}"


def kept(package: dict[str, Any]) -> bool:
    """Whether the package is needed."""
    return bool(package["forEntityType"] == "Organisasjon" or package["isAssignable"])


def carriers(package: dict[str, Any]) -> dict[str, list[str]]:
    """The roles that carry the package, by the terms on which they do."""
    names = {(True, True): "has_and_gives", (True, False): "has", (False, True): "gives"}
    found: dict[str, list[str]] = {}
    for row in package["carriedBy"]:
        role = row["role"] + (f"@{row['variant']}" if row["variant"] else "")
        found.setdefault(names[row["access"], row["delegate"]], []).append(role)
    return found


def main(source: str) -> None:
    """Write the reduced catalogue to standard output."""
    catalogue = yaml.load(Path(source).read_text(encoding="utf-8"), yaml.CSafeLoader)
    packages = [package for package in catalogue["packages"] if kept(package)]
    areas = {package["areaUrn"] for package in packages}
    forms = [form["name"] for form in catalogue["variants"] if form["type"] == "Organisasjon"]
    print(f"{HEADER}forms: {json.dumps(forms, ensure_ascii=False)}\n\nareas:")
    for area in catalogue["areas"]:
        if area["urn"] in areas:
            print(flow(urn=area["urn"], nb=area["nb"], en=area["en"]))
    print("\nroles:")
    for role in catalogue["roles"]:
        if role["source"] == "ER" or role["code"] in ALTINN_3_ROLES:
            members = {"code": role["code"], "nb": role["nb"], "en": role["en"]}
            flags = {"key": role["isKeyRole"], "register": role["source"] == "ER"}
            gives = [code for code in role.get("alsoGivesRoles", []) if code in ADMINISTRATION]
            given = {"gives": gives} if gives else {}
            print(flow(**members, **{k: True for k, on in flags.items() if on}, **given))
    print("\npackages:")
    for package in packages:
        print(
            flow(
                code=package["urn"].removeprefix("urn:altinn:accesspackage:"),
                id=package["id"],
                nb=package["nb"],
                en=package["en"],
                area=package["areaUrn"],
                entity=package["forEntityType"],
                assignable=package["isAssignable"],
                delegable=package["isDelegable"],
                **carriers(package),
            )
        )


if __name__ == "__main__":
    main(sys.argv[1])
