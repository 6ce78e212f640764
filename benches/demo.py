"""The demo sites that are built: made by the binary itself, so that anybody gets the same."""

from __future__ import annotations

import re
from pathlib import Path

from measure import Cost, asked, prepare, run

ONE_LANGUAGE = 'languages = ["da"]'


def make(binary: Path, folder: Path, entries: int, words: int, *more: str) -> Path:
    """Writes a made-up portal with this many grants into a new folder."""
    prepare([binary, "demo", folder, "--entries", str(entries), "--words", str(words), *more])
    return folder


def speak_danish_only(site: Path) -> None:
    """Leaves a demo site one language, as its opponents have one."""
    settings = site / "glasklar.toml"
    text = settings.read_text(encoding="utf-8")
    changed, count = re.subn(r"(?m)^languages\s*=.*$", ONE_LANGUAGE, text)
    if count != 1:
        raise SystemExit(f"`{settings}` names no languages: the demo has changed, and so must this benchmark")
    settings.write_text(changed, encoding="utf-8")


def build(binary: Path, site: Path, out: Path) -> Cost:
    """Builds a site into a folder that does not exist yet; with the stages told where the binary tells them."""
    return run([binary, "build", site, "--out", out, *timings(binary)])


def check(binary: Path, site: Path, *more: str) -> Cost:
    return run([binary, "check", site, *more])


def timings(binary: Path) -> list[str]:
    return ["--timings"] if "--timings" in asked([binary, "build", "--help"]) else []


def entries_of(cost: Cost) -> int:
    """How many entries a build has read, goals and organisations included, as its last line says."""
    found = re.search(r"^([\d.,]+) entries, ", cost.last_words, re.MULTILINE)
    return int(re.sub(r"\D", "", found[1])) if found else 0
