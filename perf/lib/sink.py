"""The speech service that takes the time, beside the generator."""
import json

from . import load, processes, threads

LAUNCHER = load.ROOT / "ringway"
START_S = 300


class Sink:
    """One for one run: the generator's table, from which it learns when packets were sent, is made anew for each."""

    def __init__(self, core, times, folder):
        times.unlink(missing_ok=True)
        self.process = processes.Asked(
            ["taskset", "-c", core, LAUNCHER, "bench", "sink", "--times", times], folder / "sink.log")
        said = self.process.line(START_S)
        if not said.startswith("ready port="):
            raise processes.Ended(f"the speech service said {said}")
        # It shares the generator's processor, and is behind at once when it has to wait for its own compilers.
        threads.let_compilers_wait(self.process.pid)
        self.target = f"127.0.0.1:{said.removeprefix('ready port=')}"

    def reset(self):
        self.process.tell("reset")
        self.process.line(10)

    def report(self):
        self.process.tell("report")
        return json.loads(self.process.line(10))

    def close(self):
        self.process.close()
