"""On what was measured: processor, memory, kernel, file systems; and the two folders that measuring needs."""

from __future__ import annotations

import os
import platform
import tempfile
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from measure import asked

MEMORY_FILE_SYSTEMS = {"tmpfs", "ramfs"}


@dataclass(frozen=True)
class Place:
    """A folder and the file system that it lies on."""

    folder: Path
    file_system: str

    @property
    def in_memory(self) -> bool:
        return self.file_system in MEMORY_FILE_SYSTEMS

    @property
    def told(self) -> str:
        return f"{self.file_system} (memory)" if self.in_memory else f"{self.file_system} (disk)"


def place(folder: Path) -> Place:
    """A folder, which is made where missing, with its file system as the mount table names it."""
    folder.mkdir(parents=True, exist_ok=True)
    real = str(folder.resolve())
    best, kind = "", "unknown"
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        mounts = []
    for line in mounts:
        words = line.split(" ")
        if len(words) < 3:
            continue
        point = words[1].replace("\\040", " ")
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, words[2]
    return Place(folder.resolve(), kind)


def memory_place() -> Place:
    """A folder on a memory file system where the machine has one, else the temporary folder; the tables say which."""
    for candidate in (Path("/dev/shm"), Path(tempfile.gettempdir())):
        if candidate.is_dir() and os.access(candidate, os.W_OK) and place(candidate).in_memory:
            return place(candidate)
    return place(Path(tempfile.gettempdir()))


def disk_place(repository: Path) -> Place:
    """A folder on a real disk: the temporary folder, or `target/` of the repository where that one is memory."""
    temporary = place(Path(tempfile.gettempdir()))
    return place(repository / "target") if temporary.in_memory else temporary


def _first(path: str, key: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(key)), "")


def memory_bytes() -> int:
    """The machine's memory; 0 where the system does not tell."""
    kilobytes = _first("/proc/meminfo", "MemTotal").removesuffix(" kB")
    return int(kilobytes) * 1024 if kilobytes.isdigit() else 0


def facts(binary: Path, places: dict[str, Place]) -> list[tuple[str, str]]:
    """The rows that head every report."""
    load = ", ".join(f"{share:.2f}" for share in os.getloadavg())
    rows = [
        ("date", datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")),
        ("processor", f"{_first('/proc/cpuinfo', 'model name') or platform.processor() or platform.machine()}, "
                      f"{os.cpu_count()} cores"),
        ("memory", f"{memory_bytes() / 2**30:.1f} GiB"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("load at the start", f"{load} (1, 5, 15 minutes)"),
        ("glasklar", asked([binary, "--version"]).strip().removeprefix("glasklar ") or "unknown"),
        ("python", platform.python_version()),
    ]
    return rows + [(name, where.told) for name, where in places.items()]
