"""The commands that say what verdicts are: their rules, and their form as JSON."""

from __future__ import annotations

import typer
from rich.table import Table

from samsvar.cli.common import app, console
from samsvar.formats import as_json
from samsvar.rules import RULES


@app.command(short_help="Print the rules that guides are held against.")
def rules() -> None:
    """Print the rules that guides are held against, how grave a breach is, and why it matters."""
    rows = [(name, str(rule.severity), rule.why) for name, rule in RULES.items()]
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    table = Table("Rule", "Severity", "Why it matters", expand=True)
    for row in rows:
        table.add_row(*row)
    console.print(table)


@app.command()
def schema() -> None:
    """Print the JSON Schema of what `--format json` writes."""
    typer.echo(as_json.schema(), nl=False)
