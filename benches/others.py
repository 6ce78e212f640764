"""`benches/run others`: the same content with Hugo, Eleventy and Pagefind, in turn on the same machine."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import demo
import machine
import tools
from measure import Bound, Cost, Runs, prepare, run
from tables import Tally, markdown, number, ratio, size, spread, tally

NAME = "others"
HELP = "the same content with Hugo, Eleventy and Pagefind: wall, CPU, peak memory, and ours as a share of theirs"

HERE = Path(__file__).resolve().parent
OURS, OURS_FOUR = "Glasklar", "Glasklar, four languages"
HUGO, PAGEFIND, BOTH, ELEVENTY = "Hugo", "Pagefind on Hugo's pages", "Hugo + Pagefind", "Eleventy"
TO_REACH = {HUGO: "CPU and peak ≤ 1/4", BOTH: "CPU ≤ 1/15"}
LARGE = 50_000
"""From this size on Node gets a larger heap than it takes by itself: it would give up at some 4 GB."""


@dataclass
class Opponent:
    """One program and all that was measured of it; what it wrote is counted once."""

    runs: Runs
    build: Callable[[Path], Cost]
    tally: Tally | None = None
    on_top_of: str = ""


@dataclass
class Field:
    """All opponents in the order in which each round runs them."""

    versions: dict[str, str]
    opponents: dict[str, Opponent] = field(default_factory=dict)

    def add(self, name: str, build: Callable[[Path], Cost], on_top_of: str = "") -> None:
        self.opponents[name] = Opponent(Runs(name), build, on_top_of=on_top_of)


def names(text: str) -> list[str]:
    found = text.split(",")
    unknown = set(found) - {"hugo", "eleventy", "pagefind"}
    if unknown:
        raise argparse.ArgumentTypeError(f"knows no `{', '.join(sorted(unknown))}`")
    return found + (["hugo"] if "pagefind" in found and "hugo" not in found else [])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=int, default=10_000, help="how many grants [10000]")
    parser.add_argument("--words", type=int, default=400, help="how many words of text each grant has [400]")
    parser.add_argument("--with", dest="others", type=names, default=names("hugo,eleventy,pagefind"), metavar="NAME,NAME",
                        help="which others [hugo,eleventy,pagefind]")
    parser.add_argument("--tools", type=Path, metavar="DIR", help="where the others are installed, and found the next time")
    parser.add_argument("--limit", type=float, default=600, help="seconds after which one is ended [600]")
    parser.add_argument("--memory-limit", type=float, metavar="GB", help="past which one is ended [2/3 of the machine's]")
    parser.set_defaults(measure=measure, name=NAME, rounds=3)


def measure(given: argparse.Namespace, binary: Path, fast: Path, slow: Path) -> dict[str, Any]:
    found = tools.install((given.tools or slow / "tools").resolve(), given.others)
    entrants = enter(given, binary, fast, slow, found)
    for at in range(given.rounds):
        one_round(entrants, fast / f"round-{at}")
    print(f"### The same content, {number(given.size)} grants of {given.words} words, rounds: {given.rounds}, in turn\n")
    print("One language on both sides (`languages = [\"da\"]`); the line with four languages is ours alone. Ours writes beside "
          "its pages a JSON file each, tables as CSV and JSON, feeds and the search files.\n")
    print(whole(entrants))
    print("### Ours as a share of theirs\n")
    print(shares(entrants))
    return {"versions": entrants.versions, "programs": {name: figures(one) for name, one in entrants.opponents.items()}}


def enter(given: argparse.Namespace, binary: Path, fast: Path, slow: Path, found: dict[str, tools.Tool]) -> Field:
    """Makes the sites of all opponents from one demo."""
    danish = demo.make(binary, slow / "danish", given.size, given.words)
    demo.speak_danish_only(danish)
    four = demo.make(binary, slow / "four", given.size, given.words)
    source = fast / "source"
    first = demo.build(binary, danish, source)
    if first.failure:
        raise SystemExit(f"our build {first.failure}")
    bound = Bound(given.limit, given.memory_limit * 1e9 if given.memory_limit else machine.memory_bytes() * 2 / 3)
    entrants = Field({name.capitalize(): tool.version for name, tool in found.items()})
    entrants.add(OURS, lambda out: demo.build(binary, danish, out))
    entrants.add(OURS_FOUR, lambda out: demo.build(binary, four, out))
    if "hugo" in found:
        site = write_site("hugo", slow, source, found["hugo"])
        words = [*found["hugo"].command, "--source", site, "--quiet", "--cacheDir", slow / "hugo-cache", "--destination"]
        entrants.add(HUGO, lambda out: run([*words, out], bound=bound))
    if "pagefind" in found:
        entrants.add(PAGEFIND, lambda out: run([*found["pagefind"].command, "--site", out], bound=bound), on_top_of=HUGO)
    if "eleventy" in found:
        home = write_site("eleventy", slow, source, found["eleventy"])
        env = dict(os.environ)
        if given.size >= LARGE:
            env["NODE_OPTIONS"] = f"--max-old-space-size={int(bound.bytes / 2**20)}"
        entrants.add(ELEVENTY, lambda out: run([*found["eleventy"].command, f"--output={out}"], cwd=home, env=env, bound=bound))
    shutil.rmtree(source)
    return entrants


def write_site(name: str, slow: Path, source: Path, tool: tools.Tool) -> Path:
    """A site for one of the others: its templates, our records as its content, our style sheet."""
    site = slow / name
    shutil.copytree(HERE / name, site)
    # In a process of its own: what has read all the content is large, and children would inherit its peak.
    prepare([sys.executable, "-B", HERE / "content.py", source, HERE.parent / "layouts", site, name])
    (site / "static").mkdir()
    for asset in ("style.css", "icon.svg"):
        shutil.copy(HERE.parent / "layouts/assets" / asset, site / "static")
    if name == "eleventy":
        (site / "version.json").write_text(json.dumps(tool.version.split(",")[0]), encoding="utf-8")
    return site


def one_round(entrants: Field, folder: Path) -> None:
    """Runs each once, each into a fresh folder; an opponent that failed is not asked again."""
    kept: dict[str, Path] = {}
    wanted = {one.on_top_of for one in entrants.opponents.values()}
    for name, one in entrants.opponents.items():
        base = entrants.opponents.get(one.on_top_of)
        if one.runs.failure or (base and base.runs.failure):
            continue
        out = kept.get(one.on_top_of) or folder / f"site-{len(one.runs.costs)}-{name.split()[0].lower()}-{len(kept)}"
        out.parent.mkdir(parents=True, exist_ok=True)
        cost = one.build(out)
        one.runs.costs.append(cost)
        if not cost.failure:
            one.tally = one.tally or tally(out)
        # Memory file systems are small: a site goes as soon as nobody builds upon it.
        if name in wanted:
            kept[name] = out
        else:
            shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def whole(entrants: Field) -> str:
    rows = []
    for name, one in entrants.opponents.items():
        first, rest = (name.split(" ", 1) + [""])[:2]
        title = f"{first} {entrants.versions.get(first, '')} {rest}".replace("  ", " ").strip()
        if not one.runs.costs:
            rows.append([title, *["not run"], *["–"] * 7])
        elif one.runs.failure:
            rows.append([title, one.runs.failure, "–", size(max(cost.peak for cost in one.runs.costs)), *["–"] * 5])
        else:
            counted = one.tally or Tally(0, 0, 0, 0)
            rows.append([title, spread(one.runs, lambda cost: cost.wall), spread(one.runs, lambda cost: cost.cpu),
                         size(one.runs.median(lambda cost: cost.peak)), number(counted.files), size(counted.bytes),
                         number(counted.pages), size(counted.page_bytes), number(counted.rows)])
    return markdown(["", "wall", "CPU", "peak memory", "files", "bytes", "pages", "bytes of pages", "rows of tables"], rows)


def shares(entrants: Field) -> str:
    """Each of the others with its search added where there is one."""
    rivals = {name: entrants.opponents[name].runs for name in (HUGO, ELEVENTY) if name in entrants.opponents}
    if PAGEFIND in entrants.opponents:
        added = zip(rivals[HUGO].costs, entrants.opponents[PAGEFIND].runs.costs, strict=False)
        rivals[BOTH] = Runs(BOTH, [first.then(second) for first, second in added])
    rows = []
    for ours in (OURS, OURS_FOUR):
        mine = entrants.opponents[ours].runs
        for name, runs in rivals.items():
            if mine.failure or runs.failure or not runs.costs:
                rows.append([f"{ours} / {name}", *["–"] * 4])
                continue
            cells = [ratio(mine.median(what), runs.median(what)) for what in
                     (lambda cost: cost.wall, lambda cost: cost.cpu, lambda cost: cost.peak)]
            rows.append([f"{ours} / {name}", *cells, TO_REACH.get(name, "") if ours == OURS else ""])
    return markdown(["", "wall", "CPU", "peak memory", "to reach"], rows)


def figures(one: Opponent) -> dict[str, Any]:
    rounds = [{"wall": cost.wall, "cpu": cost.cpu, "peak": cost.peak, "failure": cost.failure} for cost in one.runs.costs]
    return {"rounds": rounds, **(asdict(one.tally) if one.tally else {})}
