"""`benches/run search`: what a question costs on sites of growing size, and the same entries in other searches."""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import demo
from builds import WITHOUT_PAGES, sizes
from measure import prepare
from tables import markdown, number, size

NAME = "search"
HELP = "what a question fetches, keeps and takes, beside the budgets; --beside: the same in Pagefind and elasticlunr"

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
WORDS = 40
RIVALS = ["pagefind@1.6.0", "elasticlunr@0.9.5"]
"""Fixed, so that figures of two days can be compared."""

BUDGETS = {
    "text": {1_000: 100e3, 10_000: 165e3, 100_000: 200e3, 1_000_000: 320e3},
    "columns": {1_000: 8e3, 10_000: 45e3, 100_000: 400e3, 1_000_000: 4e6},
    "memory": {1_000: 2e6, 10_000: 3e6, 100_000: 6e6, 1_000_000: 25e6},
    "slowest": {1_000: 30.0, 10_000: 30.0, 100_000: 50.0, 1_000_000: 200.0},
}
"""What the design allows: bytes, bytes, bytes, milliseconds. `columns` are a facet, a range and a sum."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--entries", type=sizes, metavar="N,N",
                        help="how many grants [1000,10000,100000,1000000; with --beside 10000]; a million is the index alone")
    parser.add_argument("--beside", action="store_true", help="hold it beside Pagefind and elasticlunr instead")
    parser.add_argument("--tools", type=Path, metavar="DIR", help="where the others are installed, and found the next time")
    parser.set_defaults(measure=measure, name=NAME, rounds=1)


def measure(given: argparse.Namespace, binary: Path, fast: Path, slow: Path) -> list[dict[str, Any]]:
    if given.beside:
        return [beside(given, binary, fast, slow, grants) for grants in given.entries or [10_000]]
    rows = [asked_of(site_of(binary, fast, slow, grants), grants)
            for grants in given.entries or [1_000, 10_000, 100_000, 1_000_000]]
    print("### A first question: one rare and one very common word, 20 results (measured / budget)\n")
    print(markdown(["grants", "entries", "bytes", "+ facet, range, sum", "memory", "slowest, warm", "worker", "page"],
                   [cells(row) for row in rows]))
    print("### Milliseconds, warm\n")
    timed(rows, lambda time: time)
    seen = [row["browser"] for row in rows if row["browser"]]
    if seen:
        print(f"### In Chromium {seen[0]['browser']}: milliseconds from the Enter key to the results on the page, warm (median)\n")
        timed(seen, lambda time: time["median"])
        print("### In the browser: what its worker holds, and milliseconds from a key to the next picture on a slow line\n")
        print(markdown(["grants", "memory", "median key", "slowest key"],
                       [[number(row["grants"]), f"{row['memory'] / 1e6:.1f} MB", f"{row['keys']['median']:.0f}", f"{row['keys']['most']:.0f}"]
                        for row in seen]))
    return rows


def timed(rows: list[dict[str, Any]], figure: Callable[[Any], float]) -> None:
    names = list(rows[0]["times"])
    print(markdown(["grants", *names], [[number(row["grants"]), *(f"{figure(row['times'][name]):.1f}" for name in names)] for row in rows]))


def site_of(binary: Path, fast: Path, slow: Path, grants: int) -> Path:
    """A built site, or of a site too large for that the index alone."""
    large = grants >= WITHOUT_PAGES
    source = demo.make(binary, slow / f"demo-{grants}", grants, WORDS, *(["--no-pages"] if large else []))
    if large:
        to = slow / f"index-{grants}"
        prepare([index_program(), source, to])
        return to
    out = fast / f"site-{grants}"
    built = demo.build(binary, source, out)
    if built.failure:
        raise SystemExit(f"the build of {number(grants)} grants {built.failure}")
    return out


def index_program() -> Path:
    """`index.rs`, compiled; cargo tells where it lies."""
    done = subprocess.run(["cargo", "build", "--release", "--bench", "index", "--message-format", "json"], cwd=REPOSITORY,
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"`cargo build --release --bench index` ended with {done.returncode}:\n{done.stderr[-4000:]}")
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    found = [one["executable"] for one in told if one.get("executable") and one["target"]["name"] == "index"]
    if not found:
        raise SystemExit("cargo has made no `index`")
    return Path(found[-1])


def asked_of(folder: Path, grants: int) -> dict[str, Any]:
    """What Node measures of an index, and under `browser` what a browser does of a site that has pages."""
    seen = printed(["node", HERE / "search/browser.mjs", folder]) if (folder / "index.html").is_file() else None
    row = {"grants": grants, **printed(["node", "--expose-gc", HERE / "search/budgets.mjs", folder])}
    return {**row, "browser": seen and {"grants": grants, **seen}}


def printed(command: list[Any]) -> dict[str, Any]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"`{' '.join(map(str, command))}` ended with {done.returncode}:\n{done.stderr[-4000:]}")
    return json.loads(done.stdout)


def cells(row: dict[str, Any]) -> list[str]:
    """One size; a size that the design does not name has no budgets."""
    def against(name: str, figure: str, told: Any) -> str:
        allowed = BUDGETS[name].get(row["grants"])
        return f"{figure} / {told(allowed)}" if allowed else figure

    slowest = max(row["times"].values())
    engine = row["engine"]
    return [number(row["grants"]), number(row["entries"]),
            against("text", size(row["text"]), size),
            against("columns", size(row["columns"]), size),
            against("memory", f"{row['memory'] / 1e6:.1f} MB", size),
            against("slowest", f"{slowest:.0f} ms", lambda allowed: f"{allowed:.0f} ms"),
            f"{size(engine['worker'])} / 18 kB" if engine else "–",
            f"{size(engine['page'])} / 12 kB" if engine else "–"]


def beside(given: argparse.Namespace, binary: Path, fast: Path, slow: Path, grants: int) -> dict[str, Any]:
    modules = (given.tools or slow / "tools").resolve() / "npm"
    if not all((modules / "node_modules" / name.split("@")[0]).is_dir() for name in RIVALS):
        modules.mkdir(parents=True, exist_ok=True)
        prepare(["npm", "install", "--no-audit", "--no-fund", "--prefix", modules, *RIVALS])
    source = demo.make(binary, slow / f"demo-{grants}", grants, WORDS)
    out = fast / f"site-{grants}"
    built = demo.build(binary, source, out)
    if built.failure:
        raise SystemExit(f"the build of {number(grants)} grants {built.failure}")
    seconds = next((stage.wall for stage in built.stages if stage.name == "index"), 0.0)
    done = subprocess.run(["node", HERE / "search/beside.mjs", out, fast / f"rivals-{grants}", modules, str(seconds)],
                          stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"beside.mjs ended with {done.returncode}")
    print(f"### The same entries in {', '.join(RIVALS)}: {number(grants)} grants of {WORDS} words\n")
    print(done.stdout)
    return {"grants": grants, "table": done.stdout}
