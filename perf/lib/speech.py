"""The speech service that takes the time, beside the generator."""
import json
import os

from . import load, processes

PROGRAM = load.ROOT / "perf/speech/build/speech-service"
START_S = 10
MARGIN_S = 0.1
"""So much sooner than the generator it stops counting."""


class SpeechService:
    """One for one run: the generator's table, from which it learns when packets were sent, is made anew for each."""

    def __init__(self, core, times, folder, watched=()):
        """On a processor; as root, those watched are taken note of where they stand still."""
        times.unlink(missing_ok=True)
        command = ["taskset", "-c", core, PROGRAM, "--times", times]
        if os.geteuid() == 0:
            # Behind the generator, whose pace counts more, and before all others.
            command.append("--realtime")
            command += ["--watch", ",".join(map(str, watched))] if watched else []
        self.process = processes.Asked(command, folder / "sink.log")
        said = self.process.line(START_S)
        if not said.startswith("ready port="):
            raise processes.Ended(f"the speech service said {said}")
        self.target = f"127.0.0.1:{said.removeprefix('ready port=')}"

    def reset(self, seconds):
        """Counts anew for as long as the generator, which then reads, before all others, what the kernel dropped at each
        socket: that is not to count."""
        self.process.tell(f"reset {seconds - MARGIN_S:g}")
        self.process.line(10)

    def report(self):
        self.process.tell("report")
        return json.loads(self.process.line(10))

    def close(self):
        self.process.close()
