"""A process pinned to a processor: started, waited for, measured, ended."""
import os
import pathlib
import re
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


class Pinned:
    """A rival's process, on one processor, or on any for None. It dies with the script that started it, however that ends."""

    def __init__(self, core, command, folder, log="rival.log", **options):
        self.name, self.log = command[0], folder / log
        pinning = [] if core is None else ["taskset", "-c", str(core)]
        with open(self.log, "wb") as output:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *pinning, *map(str, command)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=folder, **options)

    @property
    def pid(self):
        return self.process.pid

    def wait_until(self, ready, limit_s):
        """Polls a condition; RuntimeError with the log's end when the process ends first or takes too long."""
        deadline = time.monotonic() + limit_s
        while not ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} did not start:\n" + "\n".join(self.log_lines()[-20:]))
            time.sleep(0.05)

    def log_lines(self):
        return self.log.read_text(errors="replace").splitlines()

    def cpu_s(self):
        """Processor seconds used so far, by all its threads, in user and system mode."""
        stat = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(stat[11]) + int(stat[12])) / TICKS

    def resident_kb(self):
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def close(self, limit_s=10):
        self.process.terminate()
        try:
            self.process.wait(limit_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
