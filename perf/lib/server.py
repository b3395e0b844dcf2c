"""A peer's server under its serve script."""
import json
import re

from . import load, processes

START_S = 330
GROW_S = 60


class Server:
    """Started with some calls, for one run; there may be more of them later, all in one room where it mixes."""

    def __init__(self, side, calls, most, core, other_core, folder, settings=()):
        self.plan = folder / "plan.jsonl"
        root = side.root or load.ROOT
        command = ["env", f"RINGWAY_JAVA_OPTS={side.flags}", root / "perf/peers" / side.peer / "serve",
                   "--core", core, "--other-core", other_core, "--job", side.job, "--calls", calls, "--room-size", most,
                   "--plan", self.plan, *settings, *(("--", *side.settings) if side.settings else ())]
        self.calls = calls
        self.process = processes.Asked(command, folder / f"{side.peer}.log")
        try:
            ready = re.fullmatch(r"ready pid=(\d+)", self.process.line(START_S + calls / 50))
            if not ready:
                raise processes.Ended(f"{side.peer} said something else than ready")
        except processes.Ended:
            self.process.close()
            raise
        self.pid = int(ready[1])

    def grow(self, calls):
        """Sets up more calls, which the plan then has; load.Unfit when it cannot."""
        if calls <= self.calls:
            return
        self.process.tell(f"calls {calls}")
        there = self.process.line(GROW_S + (calls - self.calls) / 50)
        self.calls = int(there.removeprefix("ready calls="))
        if self.calls < calls:
            raise load.Unfit(f"only {self.calls} of {calls} calls could be set up; {self.process.last_words()}")

    def close(self):
        """Ends it and returns what it counted itself."""
        self.process.process.stdin.close()
        try:
            return json.loads(self.process.line(60))
        finally:
            self.process.close()
