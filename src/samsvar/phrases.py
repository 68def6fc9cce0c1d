"""Phrases: how a step function says what it does, in every language, and which values it takes.

A step is one Python function with one phrase per language and one sentence per language for the
reader of the page::

    @when(nb="jeg trykker på {button}", en="I click {button}")
    @guide(nb="Trykk på {button}.", en="Click {button}.")
    def click(portal: Portal, button: Button) -> None: ...

Values stand in quotation marks in a feature, so a step text without its values is the key of one
dictionary.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from samsvar.labels import Label, Labels
from samsvar.verdicts import Place

F = TypeVar("F", bound=Callable[..., None])

#: A value in a step: "straight", «Norwegian» or “English” quotation marks.
VALUE = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”')
PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: Stands for a value in the key of a phrase; in a text, where nobody writes it, it is a space.
GAP = "\N{NULL}"


@dataclass(frozen=True)
class Parameter:
    """A type of argument: which texts it allows in a language, and what each of them means.

    `values` gives, for a language and the labels of the edition, the canonical value (the same in
    every language) of each text; None means that any text is allowed and stands for itself.
    `convert` makes what the step function receives from the canonical value and the text.
    `bold` says that the value is the portal's own word: it is set in bold type on the page, and
    must be among another product's labels when these are checked against. `names` says what
    writers call it in languages other than the one of `name`.
    """

    name: str
    values: Callable[[str, Labels], Mapping[str, str]] | None
    convert: Callable[[str, str], object] = lambda canonical, text: canonical
    bold: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """What a writer in this language calls the type."""
        return self.names.get(language, self.name)


def label(*kinds: str, **names: str) -> Parameter:
    """The parameter type for labels of these kinds of element; functions receive a `Label`.

    `names` says, per language, what writers call such an element.
    """
    return Parameter(
        name=kinds[0].replace("_", " "),
        values=lambda language, labels: labels.by_text(language, kinds),
        convert=Label,
        bold=True,
        names=names,
    )


@dataclass(frozen=True)
class Column:
    """A column of a step's table: its heading per language and the type of its cells."""

    headings: Mapping[str, str]
    parameter: Parameter


def column(kind: object, **headings: str) -> Column:
    """A column with cells of an annotated type (`Organisation`) and a heading per language."""
    parameter = parameter_of(kind)
    if parameter is None:
        raise TypeError(f"{kind!r} is not a parameter type")
    return Column(headings, parameter)


@dataclass(frozen=True)
class Definition:
    """One step of the vocabulary.

    `identity` (module and function) names the step in plans; it is the same in every language.
    `phrases` and `sentences` are by language, `parameters` by placeholder in the order of the
    function, `columns` by the name that the function uses for a cell.
    """

    part: str
    function: Callable[..., None]
    identity: str
    place: Place
    phrases: Mapping[str, str]
    sentences: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, Column] = field(default_factory=dict)

    @cached_property
    def fixtures(self) -> tuple[str, ...]:
        """The names of the function's arguments that are neither placeholders nor the table."""
        known = {*self.parameters, "table"} if self.columns else set(self.parameters)
        return tuple(n for n in inspect.signature(self.function).parameters if n not in known)

    def written(self, language: str) -> str:
        """The phrase as a writer writes it: types in quotation marks, the table's headings."""
        words = PLACEHOLDER.sub(
            lambda match: f'"{self.parameters[match[1]].called(language)}"', self.phrases[language]
        )
        if not self.columns:
            return words
        return f"{words} | {' | '.join(c.headings[language] for c in self.columns.values())} |"

    def translated(self, text: str, written: str, language: str) -> str | None:
        """A text of the language `written` in another one, with its values, quoted as they are,
        where that one has them; None without a phrase in it."""
        if language not in self.phrases:
            return None
        names = PLACEHOLDER.findall(self.phrases[written])
        values = dict(zip(names, (match.group() for match in VALUE.finditer(text)), strict=True))
        phrase = self.phrases[language]
        return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), phrase)

    @property
    def summary(self) -> str:
        """The first line of the function's docstring, or nothing."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]


@dataclass(frozen=True)
class _Mark:
    part: str
    phrases: Mapping[str, str]
    columns: Mapping[str, Column]


def given(*, table: Mapping[str, Column] | None = None, **phrases: str) -> Callable[[F], F]:
    """Registers a step that says what is so, with its phrase per language."""
    return _step("given", phrases, table)


def when(*, table: Mapping[str, Column] | None = None, **phrases: str) -> Callable[[F], F]:
    """Registers a step that the reader does, with its phrase per language."""
    return _step("when", phrases, table)


def then(*, table: Mapping[str, Column] | None = None, **phrases: str) -> Callable[[F], F]:
    """Registers a step that says what the reader should see, with its phrase per language."""
    return _step("then", phrases, table)


def _step(
    part: str, phrases: Mapping[str, str], table: Mapping[str, Column] | None
) -> Callable[[F], F]:
    def register(function: F) -> F:
        vars(function)["__samsvar_step__"] = _Mark(part, phrases, table or {})
        return function

    return register


def guide(**sentences: str) -> Callable[[F], F]:
    """Says, per language, the sentence (Markdown) in which a reader meets the step."""

    def register(function: F) -> F:
        vars(function)["__samsvar_guide__"] = sentences
        return function

    return register


def fresh_world(function: Callable[[], Iterator[Any]]) -> Callable[[], AbstractContextManager[Any]]:
    """Registers what gives each chapter its world: a generator that yields the object which steps
    receive as `reference`, with the portal's ASGI application as `app`, and tidies up after it.

    Where the object has a method `copy`, which returns an independent one as it is now, mutation
    need not carry out the beginning of a chapter again and again.
    """
    opened = contextmanager(function)
    vars(opened)["__samsvar_world__"] = True
    return opened


def is_world(candidate: object) -> bool:
    """Whether something in a module was registered with `fresh_world`."""
    return hasattr(candidate, "__samsvar_world__")


def parameter_of(annotation: object) -> Parameter | None:
    """The parameter type in an annotation such as `Annotated[Label, label("button")]`."""
    if get_origin(annotation) is Annotated:
        return next((a for a in get_args(annotation) if isinstance(a, Parameter)), None)
    return None


def is_step(candidate: object) -> bool:
    """Whether something in a module is a function that was registered as a step."""
    return hasattr(candidate, "__samsvar_step__")


def key_of_text(text: str) -> str:
    """A step's text with a gap for each value."""
    return " ".join(VALUE.sub(GAP, text.replace(GAP, " ")).split())


def key_of_phrase(phrase: str) -> str:
    """A phrase with a gap for each placeholder: equal to the key of every text that it fits."""
    return " ".join(PLACEHOLDER.sub(GAP, phrase).split())


def fill(phrase: str, values: Sequence[str]) -> str:
    """The phrase with a writer's own quoted values in its gaps, as far as they go."""
    rest = iter(values)
    return PLACEHOLDER.sub(lambda match: next(rest, f'"{match[0]}"'), phrase)


def definition_of(function: Callable[..., None], root: Path) -> Definition:
    """What a registered function is in the vocabulary; its place is relative to `root`."""
    mark: _Mark = vars(function)["__samsvar_step__"]
    hints = get_type_hints(function, include_extras=True)
    parameters = {
        name: found
        for name in inspect.signature(function).parameters
        if (found := parameter_of(hints.get(name))) is not None
    }
    path = Path(inspect.getsourcefile(function) or "?").resolve()
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return Definition(
        part=mark.part,
        function=function,
        identity=f"{function.__module__.rpartition('.')[2]}.{function.__name__}",
        place=Place(shown, function.__code__.co_firstlineno),
        phrases=mark.phrases,
        sentences=vars(function).get("__samsvar_guide__", {}),
        parameters=parameters,
        columns=mark.columns,
    )
