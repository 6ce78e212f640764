"""Markdown tables with figures that people read, and a folder's files counted."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Cost, Runs

ROW = re.compile(rb"<tr[ >]")


@dataclass(frozen=True)
class Tally:
    """What a finished site holds. `rows` counts the rows of all tables, so that lists can be compared."""

    files: int
    bytes: int
    pages: int
    rows: int
    page_bytes: int = 0


def tally(folder: Path) -> Tally:
    """Counts a finished site."""
    files = size = pages = rows = page_bytes = 0
    for path, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(path, name)
            files += 1
            length = os.path.getsize(file)
            size += length
            if name.endswith(".html"):
                pages += 1
                page_bytes += length
                with open(file, "rb") as page:
                    rows += len(ROW.findall(page.read()))
    return Tally(files, size, pages, rows, page_bytes)


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are figures."""
    cells = [[cell.replace("|", "\\|") for cell in row] for row in [head, *rows]]
    widths = [max(3, *(len(row[at]) for row in cells)) for at in range(len(head))]

    def line(row: Sequence[str]) -> str:
        padded = [cell.ljust(width) if at == 0 else cell.rjust(width)
                  for at, (cell, width) in enumerate(zip(row, widths, strict=True))]
        return f"| {' | '.join(padded)} |"

    rule = [("-" * width if at == 0 else "-" * (width - 1) + ":") for at, width in enumerate(widths)]
    return "\n".join([line(cells[0]), f"| {' | '.join(rule)} |", *map(line, cells[1:])]) + "\n"


def number(value: int) -> str:
    return f"{value:,}"


def seconds(value: float) -> str:
    return f"{value:.1f} s" if value >= 10 else f"{value:.2f} s"


def spread(runs: Runs, what: Callable[[Cost], float]) -> str:
    """The median in seconds, with the widest distance from it where there is more than one round."""
    middle = seconds(runs.median(what))
    return middle if len(runs.costs) == 1 else f"{middle} ± {100 * runs.spread(what):.0f} %"


def size(value: float) -> str:
    """Bytes in the unit in which they have one to three digits before the point."""
    for unit in ("B", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}"
        value /= 1000
    return f"{value:.2f} GB"


def share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def ratio(ours: float, theirs: float) -> str:
    """Ours as a share of theirs: `1/4.2` is better than `1/4`, `1.50` is one and a half times as much."""
    if not ours or not theirs:
        return "–"
    return f"1/{theirs / ours:.1f}" if ours <= theirs else f"{ours / theirs:.2f}"
