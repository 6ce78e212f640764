"""`benches/run rows`: tables of growing length, up to the model of the site: is the time linear, and what does a row take?"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import demo
from builds import sizes
from measure import Cost, Runs
from tables import markdown, number, size

NAME = "rows"
HELP = "reads, checks and models tables of growing length: CPU and memory for each row"

MODELLED = ("read", "load", "gather", "check", "model")
"""The stages up to the model; what comes after them writes files."""

MOST_BYTES = 1_000
"""What a row may take, above what the same site takes with half the rows: all but the rows is the same in both."""

MOST_GROWTH = 2.3
"""How many times the CPU of half the rows twice as many may take."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sizes", type=sizes, default=sizes("250000,500000,1000000"), metavar="N,N",
                        help="how many rows [250000,500000,1000000]")
    parser.set_defaults(measure=measure, name=NAME, rounds=3)


def cpu(cost: Cost) -> float:
    return sum(stage.cpu for stage in cost.stages if stage.name in MODELLED)


def peak(cost: Cost) -> float:
    """The most memory up to the end of the model, in bytes."""
    return max(stage.peak for stage in cost.stages if stage.name in MODELLED)


def measure(given: argparse.Namespace, binary: Path, fast: Path, slow: Path) -> list[dict[str, Any]]:
    wanted = given.sizes
    sites = {rows: demo.make(binary, slow / f"rows-{rows}", rows, 1, "--no-pages") for rows in wanted}
    runs = {rows: Runs(str(rows)) for rows in wanted}
    for _ in range(given.rounds):
        for rows in wanted:
            cost = demo.check(binary, sites[rows], "--timings")
            if cost.failure:
                raise SystemExit(f"the check of {number(rows)} rows {cost.failure}")
            runs[rows].costs.append(cost)
    tables = {rows: sum(path.stat().st_size for path in sites[rows].rglob("*.csv")) for rows in wanted}
    for site in sites.values():
        shutil.rmtree(site)
    head = ["rows", "the tables' bytes", "CPU", "CPU per 1,000 rows", "against half the rows", "peak memory",
            "for each row more than half"]
    lines = []
    for rows in given.sizes:
        spent, half = runs[rows].median(cpu), runs.get(rows // 2)
        growth = f"{spent / half.median(cpu):.2f}×" if half else "–"
        each = (runs[rows].median(peak) - half.median(peak)) / (rows - rows // 2) if half else 0
        lines.append([number(rows), size(tables[rows]), f"{spent:.2f} s", f"{spent / rows * 1e6:.2f} ms", growth,
                      size(int(runs[rows].median(peak))), f"{each:.0f} bytes" if half else "–"])
    print(f"### Tables up to the model of the site, rounds: {given.rounds}\n")
    print(markdown(head, lines))
    print(f"To hold: less than {number(MOST_BYTES)} bytes a row, and at most {MOST_GROWTH} times the CPU "
          "for twice the rows.\n")
    return [{"rows": rows, "costs": [asdict(cost) for cost in runs[rows].costs]} for rows in given.sizes]
