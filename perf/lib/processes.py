"""Processes that are started, asked by lines and ended, and what they and a processor have used."""
import contextlib
import os
import pathlib
import select
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


class Ended(Exception):
    """A process that ended, or kept silent, before it said what was waited for."""


class Asked:
    """A process that is told lines and answers by lines. Ends with its standard input, or is made to."""

    def __init__(self, command, log, environment=None):
        self.name = str(command[0])
        self.log = log
        with open(log, "ab") as errors:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", *map(str, command)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=errors, env={**os.environ, **(environment or {})})
        self.rest = b""

    @property
    def pid(self):
        return self.process.pid

    def tell(self, line):
        try:
            self.process.stdin.write(line.encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError as gone:
            raise Ended(f"{self.name} ended; {self.last_words()}") from gone

    def line(self, limit_s):
        """The next line it prints."""
        deadline = time.monotonic() + limit_s
        while b"\n" not in self.rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise Ended(f"{self.name} said nothing for {limit_s:g} s; {self.last_words()}")
            read = os.read(self.process.stdout.fileno(), 1 << 16)
            if not read:
                raise Ended(f"{self.name} ended; {self.last_words()}")
            self.rest += read
        line, _, self.rest = self.rest.partition(b"\n")
        return line.decode()

    def last_words(self):
        lines = pathlib.Path(self.log).read_text(errors="replace").splitlines()
        return "its last words: " + " | ".join(line.strip() for line in lines[-3:]) if lines else "it left no words"

    def close(self, limit_s=30):
        """Closes its input and waits; ends it when it does not end by itself."""
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        for end in (lambda: None, self.process.terminate, self.process.kill):
            end()
            try:
                self.process.wait(limit_s)
                break
            except subprocess.TimeoutExpired:
                continue
        self.process.stdout.close()


def cpu_s(pid, started=None):
    """Processor seconds of a process, and of those it started that are still there; looks for them when it is not told."""
    return sum(_own_cpu_s(each) for each in (pid, *(descendants(pid) if started is None else started)))


def _own_cpu_s(pid):
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def descendants(pid):
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def cores():
    """By processor: seconds it has not been idle, whoever used it, counted from some moment on, and of those the ones in which
    its host did something else with it (steal).

    Linux measures how long a processor is idle. What it says of users and system it only samples, in step with packets that
    come every 20 ms: a server may be at work at each look, or at none.
    """
    found = {}
    now_s = time.monotonic()
    for line in pathlib.Path("/proc/stat").read_text().splitlines():
        name, *fields = line.split()
        if name.startswith("cpu") and name != "cpu":
            _user, _nice, _system, idle, waiting, _irq, _softirq, steal = map(int, fields[:8])
            found[int(name.removeprefix("cpu"))] = now_s - (idle + waiting) / TICKS, steal / TICKS
    return found


def resident_mb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
