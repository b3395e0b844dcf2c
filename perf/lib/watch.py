"""What a server uses while it is under load, seen from outside."""
import bisect
import threading
import time

from . import processes
from .load import Unfit

EVERY_S = 0.1


class Watch:
    """Notes a process's and a processor's time ten times a second, until it is closed. A thread of its own."""

    def __init__(self, pid, core):
        self.pid, self.core = pid, core
        self.samples = []
        self.peak_mb = 0.0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        while True:
            self.samples.append((time.monotonic(), processes.cpu_s(self.pid), processes.busy_s(self.core)))
            self.peak_mb = max(self.peak_mb, _resident_mb(self.pid))
            if self.ended.wait(EVERY_S):
                return

    def close(self):
        self.ended.set()
        self.thread.join()

    def shares(self, begin, end):
        """Between two times: the share of one processor the process used, and that the whole core was busy."""
        return shares(self.samples, begin, end)


def shares(samples, begin, end):
    """The same for samples of (time, process seconds, core seconds), in order."""
    times = [sample[0] for sample in samples]
    first = bisect.bisect_left(times, begin)
    last = bisect.bisect_right(times, end) - 1
    if last <= first:
        raise Unfit(f"the server was not watched in the {end - begin:.1f} s that count")
    (t0, process0, core0), (t1, process1, core1) = samples[first], samples[last]
    return (process1 - process0) / (t1 - t0), (core1 - core0) / (t1 - t0)


def _resident_mb(pid):
    try:
        return processes.resident_mb(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
