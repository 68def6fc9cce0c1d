"""A plan's step as a writer would write it, in any language: what suggestions are made of."""

from __future__ import annotations

from samsvar.guides import table_row
from samsvar.languages import keyword_of
from samsvar.plans import Call, Compiler


def write(call: Call, language: str, compiler: Compiler) -> str:
    """A call as a step in another language: keyword, phrase with its values, table."""
    keyword = keyword_of("and" if call.plan.continues else call.plan.part, language)
    sentence = sentence_of(call, language, compiler, keyword)
    return "\n".join([sentence, *(f"  {row}" for row in table_of(call, language, compiler))])


def sentence_of(call: Call, language: str, compiler: Compiler, keyword: str) -> str:
    """A call as a step in a language, without its table."""
    values = {
        name: f'"{compiler.text_of(call.definition.parameters[name], canonical, language)}"'
        for name, canonical in call.plan.arguments
    }
    return f"{keyword} {call.definition.phrases[language].format(**values)}"


def table_of(call: Call, language: str, compiler: Compiler) -> list[str]:
    """The rows of a call's table, as they are written in a language; the headings come first."""
    columns = call.definition.columns.values()
    if not columns:
        return []
    rows = [[column.headings[language] for column in columns]]
    rows += (
        [
            compiler.text_of(column.parameter, cell, language)
            for column, cell in zip(columns, row, strict=True)
        ]
        for row in call.plan.table
    )
    return [table_row(row) for row in rows]
