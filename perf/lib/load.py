"""The load generator, and what it reports."""
import dataclasses
import json
import os
import pathlib

from . import processes

ROOT = pathlib.Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "perf/load/build/ringway-load"
GRACE_S = 60
PLANNED_RATE = 2000
DRIVEN = "driven.jsonl"
EDGE = 0.05
LEAST_S = 1
"""Seconds a stair counts for when nobody looks."""


class Unfit(Exception):
    """A run that says nothing about the server, and why."""


@dataclasses.dataclass(frozen=True)
class Load:
    """Figures of the time that counts; times in milliseconds."""

    began: float
    """By the monotonic clock."""
    seconds: float
    sent: int
    lost: int
    """Not returned, dropped by the kernel before the server read it, or missed by the server's own reports."""
    set_up: int
    failed: int
    p50_ms: float
    p99_ms: float
    p999_ms: float
    pacing_p99_ms: float
    generator_share: float
    """Of its processor, that the generator used."""
    generator_ns: float
    """That it used a packet, sent or received."""
    set_up_p99_ms: float
    first_failure: str = ""
    """Why the first call that failed did, since the generator was started."""

    @property
    def packets_per_s(self):
        return self.sent / self.seconds

    @property
    def steady(self):
        """Begin and end of a time in which nothing but the load went on, whatever the ends are worth."""
        return self.began + EDGE * self.seconds, self.began + (1 - EDGE) * self.seconds


@dataclasses.dataclass(frozen=True)
class Options:
    """How it is driven."""

    load_core: int
    most: int
    """Calls there may be at once; those that come and go, places for them."""
    rate: float = 100
    """Calls begun a second, where the generator sets them up."""
    times: pathlib.Path | None = None
    """File for the times of sending."""
    hold_s: float = 0
    held: int = 0
    """Packets a call that may be still with the server when it ends or counting does."""
    mixed: bool = False
    """Whether what comes back is no longer what was sent; then packets are only counted."""


class Stairs:
    """The generator, running: one stair of calls after the other, on a plan that may grow."""

    def __init__(self, plan, packets, options, folder):
        self.plan, self.options, self.folder = plan, options, folder
        arguments = target(plan, folder, options.mixed)
        # What a plan has is set up: to begin it is nothing but to send.
        self.planned = arguments[1].startswith("plan:")
        self.rate = PLANNED_RATE if self.planned else options.rate
        command = [GENERATOR, *arguments, "--stairs", "--calls", options.most, "--rate", self.rate,
                   "--core", options.load_core, "--pcmu" if packets.suffix == ".raw" else "--frames", packets]
        if os.geteuid() == 0:
            # The speech service on the same processor may have to wait, the pace may not.
            command.append("--realtime")
        if options.times:
            command += ["--times", options.times]
        if options.hold_s:
            command += ["--hold", options.hold_s]
        self.process = processes.Asked(command, folder / "load.log")

    def stair(self, calls, settle_s, seconds, counting=lambda: None):
        """So many calls send, or are begun a second; figures of the seconds after those in which that settles.

        counting is called when the time that counts begins. Unfit when it says nothing about the server.
        """
        return parse(json.loads(self._said(calls, settle_s, seconds, counting)), calls, self.options)

    def send(self, calls, seconds):
        """So many calls send, or are begun a second, for so long, and how they fare is nobody's business."""
        self._said(calls, seconds, LEAST_S)

    def _said(self, calls, settle_s, seconds, counting=lambda: None):
        """The generator's line about a stair."""
        if self.planned:
            extend(self.plan, self.folder, self.options.mixed)
        self.process.tell(f"stair {calls} settle {settle_s:g} count {seconds:g}")
        said = self.process.line(calls / self.rate + settle_s + GRACE_S)
        if said != "counting":
            raise processes.Ended(f"the generator said {said[:100]}")
        counting()
        return self.process.line(seconds + GRACE_S)

    def close(self):
        """Hangs up."""
        self.process.close()


def target(plan, folder, mixed=False):
    """Arguments that lead to what a plan describes; a plan that leaves setting up to the generator names a URL only."""
    streams = [json.loads(line) for line in plan.read_text().splitlines()]
    if not streams:
        raise Unfit("the server made a plan without a call")
    remote = streams[0]["remote"]
    if remote.startswith("whip:"):
        return ["--target", remote] + ([] if streams[0].get("expect_back") else ["--one-way"])
    (folder / DRIVEN).write_text("")
    extend(plan, folder, mixed)
    return ["--target", f"plan:{folder / DRIVEN}"]


def extend(plan, folder, mixed=False):
    """Gives the generator's plan what the server's has more by now."""
    with open(folder / DRIVEN, "r+") as driven:
        done = len(driven.readlines())
        for line in plan.read_text().splitlines()[done:]:
            driven.write(json.dumps(answered(json.loads(line), mixed)) + "\n")


def answered(stream, mixed):
    """A stream as the generator is to know it.

    One whose other leg arrives elsewhere is answered too: there, as PCMU in plain RTP, which every bridge here ends in.
    """
    if "recv_local" in stream:
        stream = {**stream, "expect_back": True, "recv_codec": "pcmu", "recv_key": None}
    return {**stream, "match": "count"} if mixed else stream


def parse(report, calls, options):
    """Figures of a stair of so many calls; Unfit when nothing was sent."""
    packets, kernel = report["packets"], report["kernelDrops"]
    latency, pacing = report["latency"], report["pacingError"]
    if packets["sent"] == 0:
        raise Unfit(f"nothing was sent: {report['calls']['firstFailure'] or 'no call was set up'}")
    missing = packets["sent"] - packets["received"] if options.mixed else packets["notReturned"]
    held = options.held * (report["calls"]["liveAtEnd"] + report["calls"]["setUpWhileCounting"])
    lost = max(0, missing - held) + kernel["server"] + max(0, packets["lostByServersReports"])
    failed = report["calls"]["failedWhileCounting"]
    if not options.hold_s:
        # Those that failed before, or were never set up, are missed too.
        failed = max(failed, calls - report["calls"]["liveAtEnd"])
    return Load(
        began=report["countedFromS"], seconds=report["countedSeconds"], sent=packets["sent"], lost=lost,
        set_up=report["calls"]["setUpWhileCounting"], failed=failed,
        p50_ms=latency["p50Us"] / 1000, p99_ms=latency["p99Us"] / 1000, p999_ms=latency["p99_9Us"] / 1000,
        pacing_p99_ms=pacing["p99Us"] / 1000, generator_share=report["generator"]["cpuShare"],
        generator_ns=report["generator"]["nsPerPacket"], set_up_p99_ms=report["setUp"]["p99Us"] / 1000,
        first_failure=report["calls"]["firstFailure"])
