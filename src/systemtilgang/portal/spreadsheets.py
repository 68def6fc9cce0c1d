"""Tables as files that a Norwegian spreadsheet opens with a double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

BYTE_ORDER_MARK = "\ufeff"
"""Without it the spreadsheet takes UTF-8 for something else, and `Bjørn` for `BjÃ¸rn`."""

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def attachment(rows: Iterable[Sequence[str]], file_name: str) -> Response:
    """An answer that a browser saves as a file; `file_name` is plain ASCII."""
    return Response(
        semicolon_separated(rows),
        media_type="text/csv; charset=utf-8; header=present",
        headers={"content-disposition": f'attachment; filename="{file_name}"'},
    )


def semicolon_separated(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV (RFC 4180), with a byte order mark.

    Separated by semicolons, since a comma separates decimals where Norwegian is set.
    """
    written = io.StringIO()
    written.write(BYTE_ORDER_MARK)
    csv.writer(written, delimiter=";").writerows([plain(cell) for cell in row] for row in rows)
    return written.getvalue()


def plain(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe makes it text (OWASP)."""
    is_formula = cell.startswith(STARTS_A_FORMULA) or cell.lstrip().startswith(STARTS_A_FORMULA)
    return f"'{cell}" if is_formula else cell
