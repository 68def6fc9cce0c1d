"""Reading a term list (`terms` in `samsvar.toml`): every mistake is a verdict with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from samsvar.languages import KNOWN
from samsvar.terms import AUDIENCES, Avoided, Entry, Wording, doubles
from samsvar.verdicts import CannotGoOn, Place, Verdict, nearest
from samsvar.yaml_files import TEXT, place_of, source_of, tree_of


def load(path: Path, shown: str, editions: Sequence[str]) -> tuple[Entry, ...]:
    """The entries of a term list, in order; `shown` is the path as verdicts name it.

    Raises `CannotGoOn` with a verdict for everything that is wrong with the list, conflicts between
    its sources excepted.
    """
    return _entries(source_of(path, shown), shown, tuple(editions))


@lru_cache(maxsize=1)  # a list is asked for at each check, and seldom changes
def _entries(source: str, shown: str, editions: tuple[str, ...]) -> tuple[Entry, ...]:
    reader = _Reader(shown, editions)
    entries = reader.entries(tree_of(source, shown))
    verdicts = [*reader.verdicts, *(() if reader.verdicts else doubles(entries))]
    if verdicts:
        raise CannotGoOn(verdicts)
    return entries


@dataclass
class _Reader:
    """Turns the tree of a term list into entries, collecting verdicts on the way."""

    path: str
    editions: Sequence[str]
    verdicts: list[Verdict] = field(default_factory=list)

    def entries(self, tree: yaml.Node | None) -> tuple[Entry, ...]:
        if not isinstance(tree, yaml.SequenceNode):
            place = place_of(tree, self.path) if tree else Place(self.path)
            self.say(place, "A term list is a list of terms.", expected="- key: …")
            return ()
        found = [self.entry(node) for node in tree.value]
        return tuple(entry for entry in found if entry)

    def entry(self, node: yaml.Node) -> Entry | None:
        required = ("key", "audience", "source")
        fields = self.fields(node, "A term", required, ("editions", "decided", *KNOWN))
        if fields is None:
            return None
        place = place_of(node, self.path)
        wordings = {
            code: wording
            for code in KNOWN
            if code in fields and (wording := self.wording(fields[code]))
        }
        if not wordings and not set(KNOWN) & fields.keys():
            self.say(place, "A term has words in at least one language.", expected="nb: …")
        editions = self.texts(fields["editions"]) if "editions" in fields else ()
        for edition in editions:
            self.check(fields["editions"], edition, self.editions, "edition")
        audience = self.text(fields["audience"])
        self.check(fields["audience"], audience, AUDIENCES, "audience")
        decided = self.text(fields["decided"]) if "decided" in fields else None
        key, source = self.text(fields["key"]), self.text(fields["source"])
        return Entry(key, audience, editions, source, decided, wordings, place)

    def wording(self, node: yaml.Node) -> Wording | None:
        fields = self.fields(node, "A language", ("preferred",), ("avoided",))
        if fields is None:
            return None
        preferred = self.texts(fields["preferred"])
        avoided = fields.get("avoided")
        groups: list[Avoided | None] = []
        if isinstance(avoided, yaml.SequenceNode):
            groups = [self.avoided(item, preferred) for item in avoided.value]
        elif avoided is not None:
            place = place_of(avoided, self.path)
            self.say(place, "What is avoided is a list.", expected="- words: […]")
        return Wording(preferred, tuple(g for g in groups if g), place_of(node, self.path))

    def avoided(self, node: yaml.Node, preferred: tuple[str, ...]) -> Avoided | None:
        fields = self.fields(node, "What is avoided", ("words", "because"), ("instead",))
        if fields is None:
            return None
        words, instead = self.texts(fields["words"]), preferred
        if "instead" in fields:
            instead = self.texts(fields["instead"])
            if len(instead) != len(words):
                self.say(
                    place_of(fields["instead"], self.path),
                    "There is one word instead of each that is avoided, in the same order.",
                    found=", ".join(instead),
                    expected=f"{len(words)} for {', '.join(words)}",
                )
        parallel = instead if len(instead) == len(words) else ()
        return Avoided(words, self.text(fields["because"]), parallel)

    def fields(
        self, node: yaml.Node, what: str, required: Sequence[str], others: Sequence[str]
    ) -> dict[str, yaml.Node] | None:
        """The fields of a mapping by name, or None when one is missing."""
        place, known = place_of(node, self.path), [*required, *others]
        if not isinstance(node, yaml.MappingNode):
            self.say(place, f"{what} maps names to what they say.", expected=f"{required[0]}: …")
            return None
        found: dict[str, yaml.Node] = {}
        for name, value in node.value:
            self.check(name, name.value, known, "field")
            if name.value in found:
                message = "This field stands twice; the first would be lost."
                self.say(place_of(name, self.path), message, found=name.value)
            found[name.value] = value
        missing = [name for name in required if name not in found]
        for name in missing:
            self.say(place, f"{what} needs the field {name}.", expected=f"{name}: …")
        return None if missing else found

    def texts(self, node: yaml.Node) -> tuple[str, ...]:
        """A list of texts, or one text alone."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not items:
            self.say(place_of(node, self.path), "This list needs at least one text.")
        return tuple(self.text(item) for item in items) or ("",)

    def text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.tag == TEXT and node.value.strip():
            return " ".join(node.value.split())
        found = node.value if isinstance(node, yaml.ScalarNode) else "a list or a mapping"
        message = "This is not a text: put it in quotation marks."
        self.say(place_of(node, self.path), message, found=found or "nothing")
        return ""

    def check(self, node: yaml.Node, value: str, known: Sequence[str], what: str) -> None:
        if value and value not in known:
            self.say(
                place_of(node, self.path),
                f"There is no {what} with this name.",
                found=value,
                expected="one of " + ", ".join(known),
                suggestion=nearest(value, known),
            )

    def say(
        self,
        place: Place,
        message: str,
        found: str | None = None,
        expected: str | None = None,
        suggestion: str | None = None,
    ) -> None:
        self.verdicts.append(Verdict("term/catalogue", place, message, found, expected, suggestion))
