"""The guides against a catalogue that has every text of the portal's, under keys of its own.

No such catalogue knows the names of things in the world of the examples, such as access packages:
the portal gets them from elsewhere, and so do the guides.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from damage import REPO, project

from samsvar import config as settings
from samsvar.checking import Project

#: Texts by language, in one order.
Texts = Mapping[str, Sequence[str]]
#: Writes texts to files of a folder; the files.
Export = Callable[[Texts, Path], list[str]]


def ours() -> dict[str, list[str]]:
    texts = project().compiler.labels.texts
    return {code: [texts[code][key] for key in sorted(texts["nb"])] for code in texts}


def without_names_of_packages() -> dict[str, list[str]]:
    texts = project().compiler.labels.texts
    keys = [key for key in sorted(texts["nb"]) if not key.startswith("package.")]
    return {code: [texts[code][key] for key in keys] for code in texts}


def flat_json(texts: Texts, folder: Path) -> list[str]:
    """One file per language: texts by number."""
    files = {code: folder / f"{code}.json" for code in texts}
    for code, path in files.items():
        named = {f"text{number}": text for number, text in enumerate(texts[code])}
        path.write_text(json.dumps(named, ensure_ascii=False), encoding="utf-8")
    return [str(path) for path in files.values()]


def po_from_english(texts: Texts, folder: Path) -> list[str]:
    """One file, with contexts only where an English text has several Norwegian ones."""
    catalogue, known = Catalog(locale="nb"), dict[str, str]()
    for number, (en, nb) in enumerate(zip(texts["en"], texts["nb"], strict=True)):
        again = known.setdefault(en, nb) != nb
        catalogue.add(en, nb, context=f"{number}" if again else None)
    written = io.BytesIO()
    write_po(written, catalogue)
    (folder / "nb.po").write_bytes(written.getvalue())
    return [str(folder / "nb.po")]


def verdicts(files: Sequence[str]) -> list[str]:
    return [str(verdict) for verdict in Project.load(settings.load(REPO), files).check().verdicts]


@pytest.mark.parametrize("export", [flat_json, po_from_english])
@pytest.mark.parametrize("texts", [ours, without_names_of_packages])
def test_every_text_under_other_keys_is_every_text(
    texts: Callable[[], Texts], export: Export, tmp_path: Path
) -> None:
    assert verdicts(export(texts(), tmp_path)) == []


@pytest.mark.parametrize("export", [flat_json, po_from_english])
def test_one_text_that_is_another_has_just_its_verdict(export: Export, tmp_path: Path) -> None:
    texts = ours()
    assert texts["nb"].count("Avvis") == 1
    texts["nb"][texts["nb"].index("Avvis")] = "Avslå"
    files = export(texts, tmp_path)
    assert verdicts(files) == [
        "features/nb/approve-system-access.feature:77:24: label/unknown: There is no button with "
        f"this name in {', '.join(files)}.\n"
        "  found:    Avvis\n"
        "  write:    Avslå"
    ]


def test_a_package_is_renamed_where_the_catalogue_has_our_key_for_it(tmp_path: Path) -> None:
    for code, name in (("nb", "Skattegrunnlag"), ("en", "Tax base")):
        own = json.dumps({"package": {"skattegrunnlag": name}})
        (tmp_path / f"{code}.json").write_text(own, encoding="utf-8")
    files = [str(tmp_path / f"{code}.json") for code in ("nb", "en")]
    found = Project.load(settings.load(REPO), files).check().verdicts
    renamed = {(v.language, v.found, v.suggestion) for v in found if v.rule == "label/renamed"}
    assert renamed == {("en", "Skattegrunnlag", "Tax base")}
