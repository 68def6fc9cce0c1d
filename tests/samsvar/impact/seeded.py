"""A program for tests: what changes of a copy of the project really do, and what impact says.

Its input is a folder with the copy and a list of changes as JSON (files, old text, new text). Each
change is made in a copy of its own, by a process that has not imported the portal before. Its
output is, per change, the chapters whose result or screens are others than before, and those that
impact names.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from samsvar import config as settings
from samsvar.checking import Project, Report
from samsvar.direct import Runner
from samsvar.drivers.inprocess import App
from samsvar.impact import footprints
from samsvar.impact.carrying import Session, now
from samsvar.impact.choosing import Chooser
from samsvar.impact.contents import contents_of, files_of, samsvar_s_own, source_of

#: What the portal imports and no change touches; imported once for all processes.
LIBRARIES = ("sqlalchemy.orm", "starlette.applications", "starlette.staticfiles", "babel.dates")
#: What keeps forms from being forged, which is another one each time.
TOKEN = re.compile(rb'name="token" value="[^"]*"')
FOOTPRINTS = Path("build") / footprints.FILE_NAME


def keys_of(report: Report) -> list[tuple[str, int, str]]:
    return [
        (name, chapter.number, language)
        for name, twins in report.guides.items()
        for language, checked in twins.items()
        for chapter in checked.guide.chapters
    ]


def shown(key: tuple[str, int, str]) -> str:
    return " ".join(map(str, key))


def results(project: Project, report: Report) -> dict[str, str]:
    """A hash of each chapter's verdicts and of every screen that it met."""
    found: dict[str, str] = {}
    screens: list[bytes] = []

    def watched(app: App) -> App:
        async def answer(scope: Any, receive: Any, send: Any) -> None:
            async def sent(message: Any) -> None:
                screens.append(TOKEN.sub(b"", message.get("body", b"")))
                await send(message)

            await app(scope, receive, sent)

        return answer

    with Runner(project, watched) as runner:
        for key in keys_of(report):
            name, number, language = key
            screens.clear()
            checked = report.guides[name][language]
            background, chapter = checked.guide.background, checked.guide.chapters[number - 1]
            parts = (None, chapter.name, background.name if background else None)
            said = [
                str(v)
                for v in report.verdicts
                if (v.guide, v.language) == (name, language) and v.chapter in parts
            ]
            if number in checked.chapters:
                try:
                    said += map(str, runner.chapter(checked, number))
                except Exception as error:
                    said.append(repr(error))
                said.append(checked.chapters[number].plan.digest)
            found[shown(key)] = hashlib.sha256(repr((said, screens)).encode()).hexdigest()
    return found


def record(folder: Path) -> dict[str, str]:
    """Takes all footprints; the result of each chapter."""
    session = Session.load(settings.load(folder))
    done: list[Any] = []
    session.carry_out(keys_of(session.report), done.append)
    footprints.save(folder / FOOTPRINTS, session.footprints(done))
    assert all(each.held for each in done), done
    found = results(session.project, session.report)
    assert found == results(session.project, session.report), "results differ by chance"
    return found


def try_change(folder: Path) -> dict[str, Any]:
    """What a changed copy does, and what impact says of it."""
    config = settings.load(folder)
    try:
        project = Project.load(config)
        report = project.check()
    except Exception as error:  # so does `samsvar impact`
        return {"refused": repr(error)}
    known = footprints.load(folder / FOOTPRINTS)
    contents = now(contents_of(project, report), known, config)
    decisions = Chooser(project, report, known, contents).decisions()
    named = {shown(d.key): d.reasons for d in decisions if d.impacted}
    return {"results": results(project, report), "impacted": named}


def in_copy(job: tuple[str, str, list[str] | None]) -> Any:
    """Carries one job out in this process, which must be a new one."""
    function, folder, change = job
    root = Path(folder)
    if change:
        names, old, new = change
        for name in names.split("|"):
            path = root / name
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            if old not in text:
                return {"unfit": change}
            path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    sys.path.insert(0, str(root / "src"))
    os.chdir(root)
    does: dict[str, Callable[[Path], Any]] = {"record": record, "try": try_change}
    with Path(os.devnull).open("w") as nothing, contextlib.redirect_stderr(nothing):
        return does[function](root)


def main() -> None:
    """`seeded.py FOLDER` with the changes on standard input."""
    folder = Path(sys.argv[1])
    changes: list[list[str]] = json.load(sys.stdin)
    for library in LIBRARIES:
        importlib.import_module(library)
    for path in files_of(settings.load(folder)):
        source_of(path)  # parsed once for all processes
    samsvar_s_own()
    context = get_context("fork")
    with context.Pool(2, maxtasksperchild=1) as pool:
        before = pool.apply(in_copy, (("record", str(folder), None),))
        jobs = []
        for i, change in enumerate(changes):
            copy = folder.with_name(f"{folder.name}-{i}")
            shutil.copytree(folder, copy)
            jobs.append(("try", str(copy), change))
        outcomes = pool.map(in_copy, jobs, chunksize=1)
    told = []
    for change, outcome in zip(changes, outcomes, strict=True):
        if "results" in outcome:
            after = outcome.pop("results")
            outcome["changed"] = sorted(k for k in before if after.get(k) != before[k])
        told.append({"change": change, **outcome})
    print(json.dumps({"chapters": sorted(before), "told": told}, ensure_ascii=False))


if __name__ == "__main__":
    main()
