"""A peer's server under its serve script."""
import json
import re

from . import load, processes

START_S = 330


class Server:
    """Started with some calls, for one run."""

    def __init__(self, side, calls, core, other_core, folder, settings=()):
        self.plan = folder / "plan.jsonl"
        root = side.root or load.ROOT
        command = ["env", f"RINGWAY_JAVA_OPTS={side.flags}", root / "perf/peers" / side.peer / "serve",
                   "--core", core, "--other-core", other_core, "--job", side.job, "--calls", calls,
                   "--plan", self.plan, *settings, *(("--", *side.settings) if side.settings else ())]
        self.process = processes.Asked(command, folder / f"{side.peer}.log")
        try:
            ready = re.fullmatch(r"ready pid=(\d+)", self.process.line(START_S + calls / 50))
            if not ready:
                raise processes.Ended(f"{side.peer} said something else than ready")
        except processes.Ended:
            self.process.close()
            raise
        self.pid = int(ready[1])

    def close(self):
        """Ends it and returns what it counted itself."""
        self.process.process.stdin.close()
        try:
            return json.loads(self.process.line(60))
        finally:
            self.process.close()
