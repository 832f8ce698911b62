"""What the kernel knows about a process: its memory and its time on the processors."""

from pathlib import Path
from typing import Final

_NANOSECONDS: Final = 1_000_000_000
_KIBIBYTE: Final = 1024
_MEGABYTE: Final = 1_000_000


def cpu_seconds(pid: int) -> float:
    """Return the processor time of all threads of a process, in user and kernel mode."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    spent = (int(thread.read_text(encoding="utf-8").split()[0]) for thread in threads)
    return sum(spent) / _NANOSECONDS


def resident_megabytes(pid: int) -> float:
    """Return how much memory a process holds, in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * _KIBIBYTE / _MEGABYTE
    raise LookupError(f"process {pid} holds no memory")
