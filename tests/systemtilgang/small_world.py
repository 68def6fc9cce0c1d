"""A small world as a file, and what is said of a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from systemtilgang.world import WorldError, template

SMALL = """\
catalogue: catalogue.yml
persons:
  - {name: "ANNA LI", number: "14837101108"}
organisations:
  - {name: "Firm AS", number: "315260183", form: AS}
  - {name: "Firm Vest", number: "311590839", form: BEDR, main_unit: "Firm AS"}
roles:
  - {from: "Firm AS", to: "ANNA LI", role: daglig-leder}
grants:
  - {from: "Firm AS", to: "Firm Vest", packages: [skattegrunnlag], connected: 2025-09-01}
systems:
  - id: "315260183_tax"
    vendor: "Firm AS"
    vendor_name: "Firm"
    nb: "Skatt"
    en: "Tax"
    packages: [skattegrunnlag, ansvarlig-revisor]
accesses:
  - title: "Tax for clients"
    owner: "Firm Vest"
    system: "315260183_tax"
    type: agent
    packages: [skattegrunnlag]
    created: 2025-11-03
    clients: ["Firm AS"]
"""


def message(directory: Path, text: str) -> str:
    path = directory / "world.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        template(path)
    return str(caught.value).replace(f"{directory}/", "")
