"""The vocabulary: what a step can say, in every language, and what it then does.

A step is one Python function with one phrase per language and one sentence per language for the
reader of the page::

    @when(nb="jeg trykker på {button}", en="I click {button}")
    @guide(nb="Trykk på {button}.", en="Click {button}.")
    def click(portal: Portal, button: Button) -> None: ...

Values stand in quotation marks in a feature, so a step text without its values is the key of one
dictionary: look-up does not grow with the number of phrases. Gaps, ambiguities and unequal
parameters are verdicts before anything runs.
"""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Annotated, TypeVar, get_args, get_origin, get_type_hints

from samsvar.labels import Label, Labels
from samsvar.languages import keyword_of, keywords
from samsvar.verdicts import CannotGoOn, Place, Verdict, nearest

F = TypeVar("F", bound=Callable[..., None])

#: A value in a step: "straight", «Norwegian» or “English” quotation marks.
VALUE = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”')
PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: Stands for a value in the key of a phrase; nobody can write it.
GAP = "\N{NULL}"


@dataclass(frozen=True)
class Parameter:
    """A type of argument: which texts it allows in a language, and what each of them means.

    `values` gives, for a language and the labels of the edition, the canonical value (the same in
    every language) of each text; None means that any text is allowed and stands for itself.
    `convert` makes what the step function receives from the canonical value and the text.
    `bold` sets the value in bold type on the page, as the portal's own words are. `names` says what
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

    @property
    def summary(self) -> str:
        """The first line of the function's docstring, or nothing."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]


@dataclass(frozen=True)
class Match:
    """A step text that the vocabulary knows: the definition and the texts of its values."""

    definition: Definition
    texts: Mapping[str, str]


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


def parameter_of(annotation: object) -> Parameter | None:
    """The parameter type in an annotation such as `Annotated[Label, label("button")]`."""
    if get_origin(annotation) is Annotated:
        return next((a for a in get_args(annotation) if isinstance(a, Parameter)), None)
    return None


class Vocabulary:
    """All steps of a project, in every language."""

    def __init__(self, definitions: Iterable[Definition], languages: Sequence[str]) -> None:
        self.definitions = tuple(definitions)
        self.languages = tuple(languages)
        self._index: dict[tuple[str, str], list[Definition]] = {}
        for definition in self.definitions:
            for language, phrase in definition.phrases.items():
                self._index.setdefault((language, key_of_phrase(phrase)), []).append(definition)

    @classmethod
    def of_modules(
        cls, modules: Iterable[ModuleType], languages: Sequence[str], root: Path
    ) -> Vocabulary:
        """Collects the registered functions of some modules, in the order of their source."""
        functions = {
            function: None
            for module in modules
            for function in vars(module).values()
            if hasattr(function, "__samsvar_step__")
        }
        return cls([_definition(function, root) for function in functions], languages)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The types of value that some step takes, in order of their first use."""
        found = (
            parameter
            for d in self.definitions
            for parameter in (*d.parameters.values(), *(c.parameter for c in d.columns.values()))
        )
        return tuple({id(parameter): parameter for parameter in found}.values())

    def match(self, part: str, text: str, language: str) -> Match | None:
        """The step that a text stands for, or None. Takes the same time however many there are."""
        found = [
            definition
            for definition in self._index.get((language, key_of_text(text)), ())
            if definition.part == part
        ]
        if not found:
            return None
        names = PLACEHOLDER.findall(found[0].phrases[language])
        values = ["".join(groups) for groups in VALUE.findall(text)]
        return Match(found[0], dict(zip(names, values, strict=True)))

    def explain(
        self, part: str, text: str, language: str, place: Place, keyword: str | None = None
    ) -> Verdict:
        """The verdict on a text that `match` does not know: what the writer may have meant.

        `part` is empty for a first step whose `keyword` continues the step before it.
        """
        key = key_of_text(text)
        values = [match.group() for match in VALUE.finditer(text)]
        if other := self._index.get((language, key)):
            return _wrong_keyword(part, other[0].part, text, language, place, keyword)
        for code in self.languages:
            if code != language and (other := self._index.get((code, key))):
                return Verdict(
                    "text/other-language",
                    place,
                    f"This step is written in {code}; the guide is in {language}.",
                    found=text,
                    suggestion=fill(other[0].phrases.get(language, ""), values) or None,
                    language=language,
                )
        phrases = {
            key_of_phrase(d.phrases[language]): d
            for d in self.definitions
            if language in d.phrases and part in (d.part, "")
        }
        close = nearest(key, phrases)
        return Verdict(
            "text/undefined",
            place,
            "The vocabulary has no such step.",
            found=text,
            expected=None if close else "one of the phrases that `samsvar steps` prints",
            suggestion=fill(phrases[close].phrases[language], values) if close else None,
            language=language,
        )

    def known(self, text: str) -> tuple[Definition, str] | None:
        """The step that a text is in some language, whatever its keyword; and that language."""
        key = key_of_text(text)
        for code in self.languages:
            if found := self._index.get((code, key)):
                return found[0], code
        return None

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is wrong with the vocabulary itself; must be empty before a guide is read."""
        return (*self._gaps(), *self._ambiguities())

    def _gaps(self) -> Iterator[Verdict]:
        for d in self.definitions:
            arguments = inspect.signature(d.function).parameters
            for language in self.languages:
                for what, texts in (("phrase", d.phrases), ("guide sentence", d.sentences)):
                    if language not in texts:
                        yield self._gap(d, language, f"has no {what} in {language}.")
                        continue
                    names = PLACEHOLDER.findall(texts[language])
                    allowed = [n for n in arguments if n in d.parameters]
                    unequal = sorted(names) != sorted(allowed) if what == "phrase" else False
                    if unequal or not set(names) <= set(allowed):
                        yield Verdict(
                            "text/parameters",
                            d.place,
                            f"The {what} of {d.identity} in {language} must use the function's "
                            "own placeholders, each once.",
                            found=texts[language],
                            expected=" ".join(f"{{{n}}}" for n in allowed) or "no placeholder",
                            language=language,
                        )
                for name, col in d.columns.items():
                    if language not in col.headings:
                        yield self._gap(d, language, f"has no heading in {language} for {name}.")

    def _gap(self, definition: Definition, language: str, problem: str) -> Verdict:
        return Verdict(
            "translation/phrase",
            definition.place,
            f"The step {definition.identity} {problem}",
            language=language,
        )

    def _ambiguities(self) -> Iterator[Verdict]:
        for (language, _), definitions in self._index.items():
            first: dict[str, Definition] = {}
            for d in definitions:
                other = first.setdefault(d.part, d)
                if other is not d:
                    yield Verdict(
                        "text/ambiguous",
                        d.place,
                        f"{other.identity} at {other.place} has the same phrase in {language}.",
                        found=d.phrases[language],
                        language=language,
                    )


def _wrong_keyword(
    part: str, right: str, text: str, language: str, place: Place, keyword: str | None
) -> Verdict:
    wanted = keyword_of(right, language)
    if not part:
        message = f"The first step cannot begin with {keyword}: there is no step to continue."
    elif keyword and keywords(language)[keyword] in ("and", "but"):
        message = (
            f"{keyword} continues the {keyword_of(part, language)} step above; "
            f"this phrase belongs to {wanted}."
        )
    else:
        message = f"This phrase belongs to {wanted}, not to {keyword_of(part, language)}."
    return Verdict(
        "text/wrong-keyword",
        place,
        message,
        found=f"{keyword} {text}" if keyword else text,
        suggestion=f"{wanted} {text}",
        language=language,
    )


def key_of_text(text: str) -> str:
    """A step's text with a gap for each value."""
    return " ".join(VALUE.sub(GAP, text).split())


def key_of_phrase(phrase: str) -> str:
    """A phrase with a gap for each placeholder: equal to the key of every text that it fits."""
    return " ".join(PLACEHOLDER.sub(GAP, phrase).split())


def fill(phrase: str, values: Sequence[str]) -> str:
    """The phrase with a writer's own quoted values in its gaps, as far as they go."""
    rest = iter(values)
    return PLACEHOLDER.sub(lambda match: next(rest, f'"{match[0]}"'), phrase)


def _definition(function: Callable[..., None], root: Path) -> Definition:
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


def import_steps(folder: Path) -> tuple[ModuleType, ...]:
    """Imports the project's step modules (`steps/*.py`) as the package of the folder's name.

    Raises `CannotGoOn` when the folder is missing; errors inside a module are the developer's and
    pass through.
    """
    if not (folder / "__init__.py").is_file():
        raise CannotGoOn(
            [Verdict("text/config", Place(str(folder)), "There is no package of steps here.")]
        )
    loaded = sys.modules.get(folder.name)
    if loaded is None or Path(loaded.__file__ or "").parent != folder:
        for name in [n for n in sys.modules if n.partition(".")[0] == folder.name]:
            del sys.modules[name]  # of another project in this process
        spec = importlib.util.spec_from_file_location(
            folder.name, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
            raise ImportError(folder)
        package = importlib.util.module_from_spec(spec)
        sys.modules[folder.name] = package
        try:
            spec.loader.exec_module(package)
        except BaseException:
            del sys.modules[folder.name]
            raise
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    return tuple(importlib.import_module(f"{folder.name}.{name}") for name in names)
