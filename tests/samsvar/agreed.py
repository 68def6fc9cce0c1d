"""What the tests of agreements share: how to record the toy's texts, and how to change them."""

from __future__ import annotations

from toy import Toy

from samsvar.agreements import FILE_NAME
from samsvar.checking import Project
from samsvar.ledger import Ledger
from samsvar.units import digest
from samsvar.verdicts import render

RECORD = f"features/{FILE_NAME}"
NB, EN = "features/nb/greet.feature", "features/en/greet.feature"
INTRODUCTION_NB = "  Du hilser på noen.\n  Det tar kort tid.\n"
INTRODUCTION_EN = "  You greet someone.\n  It takes a moment.\n"
#: By what is changed: what stands there and what to write, in Norwegian and in English.
CHANGES = {
    "title": (("Egenskap: Hilse", "Egenskap: Ønske"), ("Feature: Greet", "Feature: Wish")),
    "introduction": (("på noen.", "på alle."), ("greet someone", "greet everyone")),
    "prerequisites": ((": Forutsetninger", ": Dette trengs"), (": Prerequisites", ": Needed")),
    "chapter": (("Hilse på én", "Hilse på bare én"), ("Greet one", "Greet one only")),
    "paragraph": (("Slik hilser", "Her hilser"), ("This is how", "Here is how")),
    "note": (("Hils **gjerne** igjen", "Hils igjen"), ("Do greet **again**", "Greet again")),
}


def told(project: Project) -> str:
    """What the check says of the files as they are."""
    return render(project.check().verdicts)


def settle(project: Project, because: str | None = None) -> bool:
    """`samsvar accept`; with a reason, also what waits for a review."""
    return Ledger.open(project).write(lambda match: bool(because) or not match.waits, because)


def record_of(toy: Toy) -> list[str]:
    """The lines of the record that are agreements."""
    lines = (toy.root / RECORD).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def halves(one: str, other: str) -> str:
    """How the record names two texts."""
    return f"nb:{digest(one)} en:{digest(other)}"
