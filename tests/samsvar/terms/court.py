"""A term list for the toy, and what the check says of the toy's words."""

from __future__ import annotations

from toy import Toy

from samsvar.verdicts import Verdict, render

TERMS = """\
- key: king
  audience: guides
  source: "the court"
  nb:
    preferred: [konge, kongen, konger, kongene]
    avoided:
      - words: [monark, monarken, monarker, monarkene]
        because: "The court says konge."
  en:
    preferred: [king, kings]
    avoided:
      - words: [monarch, monarchs]
        because: "The court says king."
- key: court
  audience: all
  source: "the court"
  nb:
    preferred: [hoff, hoffet]
  en:
    preferred: [court, courts]
- key: court-of-kings
  audience: guides
  source: "the court"
  nb:
    preferred: [kongens hoff]
  en:
    preferred: [court of kings]
    avoided:
      - words: [royal court, court of monarchs]
        because: "It has a name."
        instead: [court of kings, court of kings]
- key: queen
  audience: guides
  source: "the court"
  nb:
    preferred: [dronning, dronningen, dronninger, dronningene]
"""
#: What the twins say in their introduction, line by line.
NB = ("Du hilser på noen.", "  Det tar kort tid.")
EN = ("You greet someone.", "  It takes a moment.")


def add_terms(toy: Toy) -> None:
    """Writes the term list, and its name into the settings."""
    toy.write("terms.yml", TERMS)
    config = (toy.root / "samsvar.toml").read_text(encoding="utf-8")
    toy.write("samsvar.toml", f'{config}terms = "terms.yml"\n')


def say(toy: Toy, nb: str, en: str) -> None:
    """Writes an introduction into both twins of a guide."""
    for code, (first, second), text in (("nb", NB, nb), ("en", EN, en)):
        toy.replace(f"features/{code}/greet.feature", f"{first}\n{second}", text)


def told(toy: Toy) -> list[Verdict]:
    """What the check says of terms."""
    return [v for v in toy.project().check().verdicts if v.rule.startswith("term/")]


def text_of(toy: Toy) -> str:
    """The same, as it is printed."""
    return render(told(toy))
