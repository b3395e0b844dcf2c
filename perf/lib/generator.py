"""Generators that run beside each other while something else is measured."""
import contextlib
import json
import subprocess
import time

from . import load, processes


class Generator:
    """Some calls of its own kind, from an address range of its own, until it is closed."""

    SET_UP_S = 60

    def __init__(self, target, calls, packets, folder, number=0, core=None, seconds=600, options=()):
        self.calls, self.report = calls, folder / f"load-{number}.json"
        self.report.unlink(missing_ok=True)
        pinned = [] if core is None else ["--core", core]
        command = [load.GENERATOR, "--target", target, "--calls", calls, "--seconds", seconds, "--warm", 0,
                   "--local", f"127.{20 + number}.0.1", "--json", self.report, *pinned,
                   "--pcmu" if packets.suffix == ".raw" else "--frames", packets, *options]
        with open(folder / f"load-{number}.log", "wb") as log:
            self.process = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", *map(str, command)],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)

    def close(self):
        """Hangs up; what it reports, or None when it could not run."""
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        self.process.wait(60)
        return json.loads(self.report.read_text()) if self.report.exists() else None


def wait_for(count, calls, limit_s):
    """Polls count() until there are so many calls; processes.Ended when that takes too long."""
    deadline = time.monotonic() + limit_s
    while count() < calls:
        if time.monotonic() > deadline:
            raise processes.Ended(f"only {count()} of {calls} calls were set up within {limit_s:g} s")
        time.sleep(0.2)
