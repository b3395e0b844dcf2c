"""What a JVM holds in memory: live objects on its heap, and all beside the heap."""
import dataclasses
import pathlib
import re
import subprocess

from . import processes


@dataclasses.dataclass(frozen=True)
class Memory:
    """Bytes."""

    heap: int
    """Of live objects, after a full collection."""
    native: int
    """Resident in memory, less what of it is the heap, compiled code, classes, and what compilers and collector need: these
    grow with time, not with calls."""

    def __sub__(self, other):
        return Memory(self.heap - other.heap, self.native - other.native)

    @property
    def all(self):
        return self.heap + self.native


def jcmd(pid, *command):
    """What a JVM answers. The tool is that of the JDK the process runs on."""
    java = pathlib.Path(f"/proc/{pid}/exe").resolve()
    done = subprocess.run([java.parent / "jcmd", str(pid), *command], check=True, capture_output=True, text=True,
                          timeout=60)
    return done.stdout


OWN = ("Class", "Code", "GC", "GCCardSet", "Compiler", "Arena Chunk", "Metaspace", "Shared class space", "Symbol",
       "Native Memory Tracking")
"""Categories of what a JVM needs for itself."""


def now(pid):
    """Memory; what the live objects are, by class; and what is beside the heap, by category, as far as the JVM knows.

    The JVM has to track its native memory; its heap is collected.
    """
    live = classes(jcmd(pid, "GC.class_histogram"))
    mapped = pathlib.Path(f"/proc/{pid}/smaps").read_text()
    beside = round(processes.resident_mb(pid) * 2**20) - resident_heap(mapped, jcmd(pid, "GC.heap_info"))
    own, others = tracked(jcmd(pid, "VM.native_memory", "summary", "scale=KB"))
    return Memory(sum(size for _, size in live.values()), beside - own), live, others


def tracked(summary):
    """Of VM.native_memory: bytes committed for the JVM itself, and of the rest beside the heap {category: (1, bytes)}.

    ValueError when nothing is tracked.
    """
    found = dict(re.findall(r"^-\s+([A-Z][\w ]*?) \(reserved=\d+KB, committed=(\d+)KB", summary, re.M))
    if "Code" not in found:
        raise ValueError(f"native memory is not tracked: {summary.strip()}")
    own = 1024 * sum(int(found.get(category, 0)) for category in OWN)
    return own, {name: (1, 1024 * int(size)) for name, size in found.items() if name not in (*OWN, "Java Heap")}


def resident_heap(smaps, info):
    """Bytes of the heap that are in memory, whatever of it is garbage: of ZGC, which maps a file it names, or of G1."""
    span = re.search(r"used \d+K \[0x([0-9a-f]+), 0x([0-9a-f]+)\)", info)
    if span:
        first, end = int(span[1], 16), int(span[2], 16)
        return resident(smaps, lambda begin, _: first <= begin < end)
    if not info.partition(":")[2].strip().startswith("ZHeap"):
        raise ValueError(f"a heap neither of G1's nor of ZGC's: {info}")
    return resident(smaps, lambda _, mapping: "java_heap" in mapping)


def resident(smaps, wanted):
    """Bytes in memory of the mappings that are wanted, by where they begin and by the whole line that tells of them."""
    total, inside = 0, False
    for line in smaps.splitlines():
        begin = re.match(r"([0-9a-f]+)-[0-9a-f]+ ", line)
        if begin:
            inside = wanted(int(begin[1], 16), line)
        elif inside and line.startswith("Rss:"):
            total += int(line.split()[1]) * 1024
    return total


def classes(histogram):
    """Of GC.class_histogram: {name: (instances, bytes)}."""
    rows = re.findall(r"^\s*\d+:\s+(\d+)\s+(\d+)\s+(\S+)", histogram, re.M)
    return {name: (int(instances), int(size)) for instances, size, name in rows}


def grown(before, after, calls, least=200):
    """Classes whose objects grew by more than some bytes a call: [(bytes a call, objects a call, name)], most first."""
    rows = []
    for name, (instances, size) in after.items():
        had = before.get(name, (0, 0))
        rows.append(((size - had[1]) / calls, (instances - had[0]) / calls, name))
    return sorted((row for row in rows if row[0] >= least), reverse=True)


def slope(points):
    """Least squares of (calls, bytes): bytes a call."""
    n = len(points)
    mean_x, mean_y = (sum(p[i] for p in points) / n for i in (0, 1))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
