"""The page of a review: one file without anything else to load, in all languages of the guides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from samsvar.languages import KNOWN, texts
from samsvar.review.comparing import Comparison


def render(found: Comparison, languages: Sequence[str], base: str) -> str:
    """The page; `base` is what people call the state that was compared with."""
    return (
        _environment()
        .get_template("page.html")
        .render(
            found=found,
            languages=[KNOWN[code] for code in languages],
            base=base,
            both=_both(languages),
            in_each=_in_each(languages),
            names={code: KNOWN[code].name for code in languages},
            words={code: texts(code) for code in languages},
            css=Markup(_resource("page.css")),
        )
    )


def _both(languages: Sequence[str]) -> Callable[..., Markup]:
    """Gives a text of samsvar's own in every language."""

    def both(key: str, **values: object) -> Markup:
        return _joined((texts(code)[key].format(**values), code) for code in languages)

    return both


def _in_each(languages: Sequence[str]) -> Callable[[str, Mapping[str, int]], Markup]:
    """Gives a text of samsvar's own in those languages that there is a number for."""

    def in_each(key: str, numbers: Mapping[str, int]) -> Markup:
        present = (code for code in languages if code in numbers)
        return _joined((texts(code)[key].format(number=numbers[code]), code) for code in present)

    return in_each


def _joined(each: Iterable[tuple[str, str]]) -> Markup:
    """Texts, each marked with its language; once, where languages say the same."""
    said: dict[str, str] = {}
    for text, code in each:
        said.setdefault(text, code)
    spans = (Markup('<span lang="{}">{}</span>').format(code, text) for text, code in said.items())
    return Markup(' <span aria-hidden="true">/</span> ').join(spans)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _resource(name: str) -> str:
    return files("samsvar.review").joinpath(name).read_text(encoding="utf-8")
