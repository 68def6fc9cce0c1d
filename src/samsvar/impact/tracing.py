"""What is used while something is carried out: functions, templates and labels of a project.

Every function that Python enters is seen, in every thread (templates are functions, too, once they
are compiled). A label is used by who asks for its key or gets its text, and by whom its text is
shown to, whatever way it went.
"""

from __future__ import annotations

import html
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

from samsvar.config import Config
from samsvar.drivers.inprocess import App
from samsvar.impact.contents import FILE, FUNCTION, LABEL, Unit, files_of, source_of
from samsvar.labels import Labels, Words

PLACEHOLDER = re.compile(r"\{\w*\}")


@dataclass
class Trace:
    """What was used and how often, and the pages that were shown."""

    units: Counter[Unit] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    pages: list[bytes] = field(default_factory=list)
    every_label: bool = False

    def beyond(self, again: Trace) -> Trace:
        """What was used more often than when the same was done again: what is remembered since."""
        every_label = self.every_label and not again.every_label
        return Trace(
            self.units - again.units,
            self.keys - again.keys,
            self.texts - again.texts,
            every_label=every_label,
        )

    def recording(self, app: App) -> App:
        """The portal, with what it answers kept."""

        async def recorded(scope: Any, receive: Any, send: Any) -> None:
            async def kept(message: Mapping[str, Any]) -> None:
                if body := message.get("body"):
                    self.pages.append(body)
                await send(message)

            await app(scope, receive, kept)

        return recorded


class Tracer:
    """Watches a project's own code."""

    def __init__(self, config: Config) -> None:
        self._files = {str(path): path for path in files_of(config)}
        self._config = config
        self._known: dict[CodeType, Unit | bool] = {}
        self._labels = {_code(Labels.text), _code(Words.__call__)}
        self._wholesale = _code(Labels.by_text)

    @contextmanager
    def on(self) -> Iterator[Trace]:
        """Watches what this thread, and threads that it starts from now on, do."""
        trace = Trace()
        before, before_threads = sys.getprofile(), threading.getprofile()
        hook = self._hook(trace)
        threading.setprofile(hook)
        sys.setprofile(hook)
        try:
            yield trace
        finally:
            sys.setprofile(before)
            threading.setprofile(before_threads)

    def _hook(self, trace: Trace) -> Callable[[FrameType, str, Any], None]:
        known = self._known

        def hook(frame: FrameType, event: str, value: Any) -> None:
            if event not in ("call", "return"):
                return
            code = frame.f_code
            unit = known.get(code)
            if unit is None:
                unit = known[code] = self._unit(code)
            if unit is False:
                return
            if event == "return":
                if isinstance(value, str):
                    trace.texts[value] += 1
                return
            if isinstance(unit, Unit):
                trace.units[unit] += 1
            if code is self._wholesale:
                trace.every_label = True
            trace.keys.update(_words_in(frame, code))

        return hook

    def _unit(self, code: CodeType) -> Unit | bool:
        """The unit of some code; True for code that looks labels up, or that belongs to no function
        of its own; False for what is none of the project's."""
        if code in self._labels or code is self._wholesale:
            return True
        path = self._files.get(code.co_filename)
        if path is None and Path(code.co_filename).is_absolute():
            path = self._files.get(str(Path(code.co_filename).resolve()))
        if path is None:
            return False
        shown = self._config.relative(path)
        if path.suffix != ".py":  # a template; whoever loads it goes on to call what is in it
            return code.co_name != "<module>" and Unit(FILE, shown)
        source = source_of(path)
        name = source.at(code.co_firstlineno) if source else None
        return Unit(FUNCTION, shown, name) if name else True


def _code(function: Callable[..., object]) -> CodeType:
    assert isinstance(function, FunctionType)
    return function.__code__


def _words_in(frame: FrameType, code: CodeType) -> Iterator[str]:
    """The texts among the arguments of a call: one of them may be the key of a label."""
    arguments = frame.f_locals
    for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]:
        value = arguments.get(name)
        if isinstance(value, str):
            yield value


@dataclass(frozen=True)
class LabelUse:
    """Finds the labels that a trace used."""

    labels: Labels

    def units(self, trace: Trace, language: str) -> set[Unit]:
        """The labels that were asked for by key (in the language of the guide), whose text some
        function gave back, or that stood on a page."""
        everything = {
            Unit(LABEL, code, key) for code, texts in self.labels.texts.items() for key in texts
        }
        if trace.every_label:
            return everything
        keys = {key for text in trace.keys for key in text.split("|")}
        page = _squeezed(b"\n".join(trace.pages).decode("utf-8", "replace"))
        return {
            unit
            for unit in everything
            if (unit.path == language and unit.name in keys)
            or (text := self.labels.texts[unit.path][unit.name]) in trace.texts
            or _is_shown(text, page)
        }


def _squeezed(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _is_shown(text: str, page: str) -> bool:
    """Whether the words of a label stand on a page, whatever its placeholders hold."""
    pieces = [" ".join(piece.split()) for piece in PLACEHOLDER.split(text)]
    found = [piece for piece in pieces if piece]
    return all(piece in page for piece in found) and all(
        re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", page) for piece in found
    )
