"""What the threads of a process use, and how often they wake."""
import collections
import dataclasses
import pathlib
import re

from .processes import TICKS

COMPILERS = re.compile(r"C[12] Comp")


@dataclasses.dataclass(frozen=True)
class Use:
    """Since a thread began."""

    cpu_s: float = 0.0
    wakes: int = 0
    """How often it gave its processor away because it had to wait, and so was woken."""

    def __sub__(self, other):
        return Use(self.cpu_s - other.cpu_s, self.wakes - other.wakes)

    def __add__(self, other):
        return Use(self.cpu_s + other.cpu_s, self.wakes + other.wakes)


def now(pid):
    """Use by thread: {(number, name): Use}. A thread that ends meanwhile is left out."""
    found = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            stat = (task / "stat").read_text().rsplit(")", 1)[1].split()
            waits = re.search(r"^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text(), re.M)
            name = (task / "comm").read_text().strip()
        except (FileNotFoundError, ProcessLookupError):
            continue
        found[task.name, name] = Use((int(stat[11]) + int(stat[12])) / TICKS, int(waits[1]))
    return found


def between(before, after):
    """What was used by threads of a kind, most wakes first: [(kind, Use)]."""
    kinds = collections.defaultdict(Use)
    for thread, use in after.items():
        kinds[kind(thread[1])] += use - before.get(thread, Use())
    return sorted(kinds.items(), key=lambda each: (-each[1].wakes, -each[1].cpu_s))


def kind(name):
    """A thread's name without its number."""
    return re.sub(r"[-#]?\d+$", "", name.strip()) or name


def compiling_s(threads):
    """Processor seconds of the JVM's compilers."""
    return sum(use.cpu_s for (_, name), use in threads.items() if COMPILERS.match(name))
