"""`benches/run builds`: demo sites of growing size, and whether the work grows no faster than they do."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import demo
from measure import Cost, Runs, own_peak
from tables import Tally, markdown, number, seconds, share, size, spread, tally

NAME = "builds"
HELP = "builds demo sites of growing size: wall, CPU, peak memory, files, bytes, each stage's share"

WITHOUT_PAGES = 1_000_000
"""From this size on grants get no pages of their own: a table of that length is read, searched and exported."""


@dataclass(frozen=True)
class Built:
    """One size, all its rounds, and what came out."""

    grants: int
    entries: int
    with_pages: bool
    runs: Runs
    tally: Tally

    @property
    def typical(self) -> Cost:
        """The round whose CPU is the median: its stages are shown, since medians of shares do not add up."""
        ordered = sorted(self.runs.costs, key=lambda cost: cost.cpu)
        return ordered[(len(ordered) - 1) // 2]


def sizes(text: str) -> list[int]:
    found = [int(word) for word in text.split(",")]
    if not found or min(found) < 1:
        raise argparse.ArgumentTypeError("wants numbers above 0, with commas between")
    return sorted(found)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sizes", type=sizes, default=sizes("1000,10000,100000,1000000"), metavar="N,N",
                        help="how many grants [1000,10000,100000,1000000]; from a million on without pages")
    parser.add_argument("--words", type=int, default=40, help="how many words of text each grant has [40]")
    parser.set_defaults(measure=measure, name=NAME, rounds=1)


def measure(given: argparse.Namespace, binary: Path, fast: Path, slow: Path) -> list[dict[str, Any]]:
    if not demo.timings(binary):
        print("This binary has no `build --timings`: the shares of the stages are missing.\n")
    built = [one_size(binary, grants, given, fast, slow) for grants in given.sizes]
    print(f"### Whole builds, {given.words} words a grant, rounds: {given.rounds}\n")
    print(whole(built))
    for title, of in (("Wall", lambda stage: stage.wall), ("CPU", lambda stage: stage.cpu)):
        table = shares(built, of)
        if table:
            print(f"### {title} by stage\n\n{table}")
    return [figures(row) for row in built]


def one_size(binary: Path, grants: int, given: argparse.Namespace, fast: Path, slow: Path) -> Built:
    more = [] if grants < WITHOUT_PAGES else ["--no-pages"]
    site = demo.make(binary, slow / f"demo-{grants}", grants, given.words, *more)
    runs, counted = Runs(str(grants)), None
    for at in range(given.rounds):
        # The site of a million rows is larger than most memories.
        out = (fast if grants < WITHOUT_PAGES else slow) / f"site-{grants}-{at}"
        cost = demo.build(binary, site, out)
        if cost.failure:
            raise SystemExit(f"the build of {number(grants)} grants {cost.failure}")
        runs.costs.append(cost)
        counted = counted or tally(out)
        # Memory file systems are small: only one finished site lies there at a time.
        shutil.rmtree(out)
    shutil.rmtree(site)
    return Built(grants, demo.entries_of(runs.costs[0]), not more, runs, counted or Tally(0, 0, 0, 0))


def whole(built: list[Built]) -> str:
    head = ["grants", "entries", "pages", "files", "bytes", "wall", "CPU", "of it the kernel's", "peak memory",
            "CPU per 1,000 entries", "against the row above"]
    rows = []
    for at, row in enumerate(built):
        cpu = row.runs.median(lambda cost: cost.cpu)
        peak = row.runs.median(lambda cost: cost.peak)
        per = f"{cpu / row.entries * 1e6:.1f} ms" if row.entries else "–"
        rows.append([
            number(row.grants) + ("" if row.with_pages else " (no pages)"), number(row.entries), number(row.tally.pages),
            number(row.tally.files), size(row.tally.bytes), spread(row.runs, lambda cost: cost.wall),
            spread(row.runs, lambda cost: cost.cpu), spread(row.runs, lambda cost: cost.system), size(peak) if peak > own_peak() else f"≤ {size(peak)}", per,
            growth(built[at - 1], row) if at else "–",
        ])
    return markdown(head, rows)


def growth(before: Built, row: Built) -> str:
    """How much the work has grown, and how much the content."""
    if before.with_pages != row.with_pages or not before.entries:
        return "–"
    def ratio(what: Callable[[Cost], float]) -> float:
        return row.runs.median(what) / before.runs.median(what)

    cpu, own = ratio(lambda cost: cost.cpu), ratio(lambda cost: cost.user)
    return f"{row.entries / before.entries:.1f}× entries, {cpu:.1f}× CPU, {own:.1f}× without the kernel's"


def shares(built: list[Built], of: Any) -> str:
    names = list(dict.fromkeys(stage.name for row in built for stage in row.typical.stages))
    rows = []
    for name in names:
        cells = []
        for row in built:
            stages = row.typical.stages
            spent = sum(of(stage) for stage in stages if stage.name == name)
            cells.append(f"{seconds(spent)} ({share(spent, sum(map(of, stages)))})")
        rows.append([name, *cells])
    return markdown(["stage", *(number(row.grants) for row in built)], rows) if rows else ""


def figures(row: Built) -> dict[str, Any]:
    return {"grants": row.grants, "entries": row.entries, "with_pages": row.with_pages, **asdict(row.tally),
            "rounds": [{"wall": cost.wall, "cpu": cost.cpu, "peak": cost.peak,
                        "stages": [asdict(stage) for stage in cost.stages]} for cost in row.runs.costs]}
