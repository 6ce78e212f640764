"""`benches/run floor`: what the disk takes at least, beside what `check` and `build` take."""

from __future__ import annotations

import argparse
import os
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import demo
from measure import asked, prepare, settle
from tables import markdown, number, seconds, size, tally

NAME = "floor"
HELP = "on disk: writes the same files with the same bytes from memory, and holds `check` and `build` against it"

ALLOWED = 1.3
"""How many floors a build may take beyond its check."""


@dataclass(frozen=True)
class Round:
    """Wall seconds of one round; `write` and `sync` are the floor's two halves."""

    check: float
    build: float
    write: float
    sync: float

    @property
    def floor(self) -> float:
        return self.write + self.sync


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=int, default=10_000, help="how many grants [10000]")
    parser.add_argument("--words", type=int, default=400, help="how many words of text each grant has [400]")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="how many threads write [all]")
    parser.set_defaults(measure=measure, name=NAME, rounds=3)


def measure(given: argparse.Namespace, binary: Path, fast: Path, slow: Path) -> dict[str, Any]:
    writer = fast / "floor"
    prepare(["rustc", "--edition", "2024", "-O", "-o", writer, Path(__file__).parent / "floor.rs"])
    site = demo.make(binary, slow / "demo", given.size, given.words)
    finished = fast / "site"
    first = demo.build(binary, site, finished)
    if first.failure:
        raise SystemExit(f"the build {first.failure}")
    rounds = [one_round(given, binary, writer, site, finished, slow, at) for at in range(given.rounds)]
    counted = tally(finished)
    print(f"### On disk, {number(given.size)} grants of {given.words} words: {number(counted.files)} files, "
          f"{size(counted.bytes)}, {given.threads} threads, rounds: {given.rounds}\n")
    print(table(rounds))
    print(verdict(rounds))
    return {"files": counted.files, "bytes": counted.bytes, "rounds": [asdict(one) for one in rounds]}


def one_round(given: argparse.Namespace, binary: Path, writer: Path, site: Path, finished: Path, slow: Path,
              at: int) -> Round:
    """Check, build, floor, in this order, each into a fresh folder.

    Nothing is deleted before the last round has ended: right after a deletion, ext4 makes files many times more slowly.
    """
    settle()
    check = demo.check(binary, site)
    build = demo.build(binary, site, slow / f"build-{at}")
    if check.failure or build.failure:
        raise SystemExit(f"the {'check' if check.failure else 'build'} {check.failure or build.failure}")
    settle()
    said = asked([writer, finished, slow / f"floor-{at}", str(given.threads)]).split()
    settle()
    if len(said) != 5:
        raise SystemExit("the floor could not be measured: is `sync` there, and room on the disk?")
    return Round(check.wall, build.wall, float(said[3]), float(said[4]))


def table(rounds: list[Round]) -> str:
    rows = []
    for name, of in (("floor: writing", lambda one: one.write), ("floor: one sync", lambda one: one.sync),
                     ("floor", lambda one: one.floor), ("check", lambda one: one.check), ("build", lambda one: one.build)):
        rows.append([name, seconds(statistics.median(map(of, rounds))), *(seconds(of(one)) for one in rounds)])
    return markdown(["wall", "median", *(f"round {at + 1}" for at in range(len(rounds)))], rows)


def verdict(rounds: list[Round]) -> str:
    """To reach: build ≤ check + 1.3 × floor, of the medians; and how many floors it really takes."""
    floor, check, build = (statistics.median(of(one) for one in rounds)
                           for of in (lambda one: one.floor, lambda one: one.check, lambda one: one.build))
    bound = check + ALLOWED * floor
    said = "reached" if build <= bound else "not reached"
    return (f"build {seconds(build)} ≤ check + {ALLOWED} × floor = {seconds(bound)}: {said} "
            f"(build = check + {(build - check) / floor:.2f} × floor)\n")
