"""Running a program to its end and telling what it cost.

Wall time is the monotonic clock's; CPU and peak memory are the kernel's own account of the child and of
whatever the child waited for (`wait4`). Of several processes the peak is the largest one's, not the sum.
"""

from __future__ import annotations

import os
import resource
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""`ru_maxrss` counts bytes there, kilobytes elsewhere."""


@dataclass(frozen=True)
class Bound:
    """What a run may take before it is ended: seconds, and bytes of resident memory."""

    seconds: float = float("inf")
    bytes: float = float("inf")


@dataclass(frozen=True)
class Stage:
    """One line `timing: <stage> <wall seconds> <cpu seconds> <kB>` of a run's standard error."""

    name: str
    wall: float
    cpu: float
    peak: int = 0
    """The most memory that was taken until its end, in bytes; 0 where it is not told."""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds and bytes. `failure` says why a run does not count."""

    wall: float
    user: float
    system: float
    peak: int
    stages: tuple[Stage, ...] = ()
    failure: str = ""
    last_words: str = ""

    @property
    def cpu(self) -> float:
        return self.user + self.system

    def then(self, other: Cost) -> Cost:
        """Two programs one after the other: times add up, the larger peak counts."""
        return Cost(self.wall + other.wall, self.user + other.user, self.system + other.system, max(self.peak, other.peak),
                    failure=self.failure or other.failure)


@dataclass
class Runs:
    """All rounds of one opponent; figures are medians, the spread is the widest distance from them."""

    name: str
    costs: list[Cost] = field(default_factory=list)

    @property
    def failure(self) -> str:
        return next((cost.failure for cost in self.costs if cost.failure), "")

    def median(self, what: Callable[[Cost], float]) -> float:
        return statistics.median(what(cost) for cost in self.costs)

    def spread(self, what: Callable[[Cost], float]) -> float:
        """The widest distance of a round from the median, as a share of the median."""
        middle = self.median(what)
        return max(abs(what(cost) - middle) for cost in self.costs) / middle if middle else 0.0


BOUNDLESS = Bound()


def run(command: Sequence[str | Path], cwd: Path | None = None, env: dict[str, str] | None = None,
        bound: Bound = BOUNDLESS) -> Cost:
    """Runs a program to its end, or until it passes the bound.

    A child's account of memory starts with the peak of the process that started it: keep this one small.
    """
    claim_memory()
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        child = subprocess.Popen(words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                                 start_new_session=True)
        ended = threading.Event()
        passed: list[str] = []
        watch = threading.Thread(target=guard, args=(child.pid, bound, ended, passed), daemon=True)
        watch.start()
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            # Whoever stops the benchmark stops what it measures.
            os.killpg(child.pid, signal.SIGKILL)
            raise
        finally:
            ended.set()
        wall = time.monotonic() - start
        watch.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    failure = passed[0] if passed else f"ended with {child.returncode}" if child.returncode else ""
    if failure:
        print(f"`{shlex.join(words)}` {failure}:\n{text[-4000:]}", file=sys.stderr)
    return Cost(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss * RSS_UNIT, stages_of(text), failure, text[-1000:])


def guard(process: int, bound: Bound, ended: threading.Event, passed: list[str]) -> None:
    """Kills a process group that passes its bound, and notes why; looks four times a second, which costs nothing."""
    start = time.monotonic()
    while not ended.wait(0.25):
        if time.monotonic() - start > bound.seconds:
            passed.append(f"unfinished after {bound.seconds:.0f} s")
        elif resident(process) > bound.bytes:
            passed.append(f"past {bound.bytes / 1e9:.1f} GB after {time.monotonic() - start:.0f} s")
        if passed:
            os.killpg(process, signal.SIGKILL)
            return


def resident(process: int) -> int:
    """The memory that a process holds now, in bytes; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()


def own_peak() -> int:
    """The peak of this process in bytes: no child is measured to take less."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT


def stages_of(text: str) -> tuple[Stage, ...]:
    """The stages that a build with `--timings` has printed; other lines are skipped."""
    stages = []
    for line in text.splitlines():
        words = line.split()
        if len(words) < 4 or words[0] != "timing:":
            continue
        try:
            peak = int(words[4]) * 1024 if len(words) > 4 else 0
            stages.append(Stage(words[1], float(words[2].rstrip("s")), float(words[3].rstrip("s")), peak))
        except ValueError:
            continue
    return tuple(stages)


def asked(command: Sequence[str | Path]) -> str:
    """What a program prints, such as its version or its help; empty where it does not run."""
    try:
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def prepare(command: Sequence[str | Path], cwd: Path | None = None) -> None:
    """Runs what is not measured, and ends the benchmark with its words if it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"`{shlex.join(words)}` ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")


CLAIM = """
import mmap, sys
size, piece = int(sys.argv[1]), bytes([1]) * (1 << 20)
with mmap.mmap(-1, size) as memory:
    for at in range(0, size - len(piece), len(piece)):
        memory[at:at + len(piece)] = piece
"""


def claim_memory() -> None:
    """Writes to half of the memory that is free, and gives it back.

    A virtual machine gets memory from its host page by page when it first writes to it, and hands it back when it has not used it
    for some seconds. The kernel counts that as the writer's CPU: several times what the writing itself takes, and now more, now
    less. After this, every run finds memory that the machine has already.
    """
    free = available()
    if free:
        prepare([sys.executable, "-c", CLAIM, str(free // 2)])


def available() -> int:
    """The memory that programs could have now, in bytes; 0 where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, IndexError, StopIteration):
        return 0


def settle() -> None:
    """Lets the disk finish what others have begun, so that no run pays for the one before."""
    os.sync()
