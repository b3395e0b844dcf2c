"""What a server uses while it is under load, seen from outside."""
import bisect
import threading
import time

from . import processes
from .load import Unfit

EVERY_S = 0.1
SELDOM = 10
"""One in so many looks is at what changes slowly: each takes time from the generator's processor."""


class Watch:
    """Notes ten times a second, until it is closed, what a process and its processor have used, and what the host took from
    that and the generator's processor. A thread of its own."""

    def __init__(self, pid, core, load_core):
        self.pid, self.core, self.load_core = pid, core, load_core
        self.samples = []
        self.started = []
        self.peak_mb = 0.0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        while True:
            if len(self.samples) % SELDOM == 0:
                self.started = processes.descendants(self.pid)
                self.peak_mb = max(self.peak_mb, _resident_mb(self.pid))
            cores = processes.cores()
            stolen_s = cores[self.core][1] + cores[self.load_core][1]
            self.samples.append((time.monotonic(), processes.cpu_s(self.pid, self.started), cores[self.core][0], stolen_s))
            if self.ended.wait(EVERY_S):
                return

    def close(self):
        self.ended.set()
        self.thread.join()

    def shares(self, begin, end):
        """Between two times: the share of one processor the process used, that the whole core was busy, and that was stolen
        from it and the generator's together."""
        return shares(self.samples, begin, end)


def shares(samples, begin, end):
    """The same for samples of (time, seconds of the process, of the core, stolen), in order."""
    times = [sample[0] for sample in samples]
    first = bisect.bisect_left(times, begin)
    last = bisect.bisect_right(times, end) - 1
    if last <= first:
        raise Unfit(f"the server was not watched in the {end - begin:.1f} s that count")
    (t0, *before), (t1, *after) = samples[first], samples[last]
    return tuple((now - then) / (t1 - t0) for then, now in zip(before, after))


def _resident_mb(pid):
    try:
        return processes.resident_mb(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
