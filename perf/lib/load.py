"""The load generator, run once, and what it reports."""
import dataclasses
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "perf/load/build/ringway-load"
GRACE_S = 60
EDGE = 0.05


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

    @property
    def packets_per_s(self):
        return self.sent / self.seconds

    @property
    def steady(self):
        """Begin and end of a time in which nothing but the load went on, whatever the ends are worth."""
        return self.began + EDGE * self.seconds, self.began + (1 - EDGE) * self.seconds


def run(plan, packets, calls, options, folder):
    """Runs it on a plan file; Unfit when it could not run or did not keep its pace."""
    report = folder / "load.json"
    report.unlink(missing_ok=True)
    command = [GENERATOR, *target(plan, folder, options.mixed), "--calls", calls, "--rate", options.rate,
               "--seconds", options.seconds, "--warm", options.warm, "--core", options.load_core, "--json", report,
               "--pcmu" if packets.suffix == ".raw" else "--frames", packets]
    if os.geteuid() == 0:
        # The speech service on the same processor may have to wait, the pace may not.
        command.append("--realtime")
    if options.times:
        command += ["--times", options.times]
    if options.hold_s:
        command += ["--hold", options.hold_s]
    limit_s = calls / options.rate + options.warm + options.seconds + GRACE_S
    try:
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=limit_s)
    except subprocess.TimeoutExpired as late:
        raise Unfit(f"the generator did not end within {limit_s:.0f} s") from late
    if not report.exists():
        raise Unfit(f"the generator could not run: {done.stderr.strip() or done.stdout.strip()}")
    return parse(json.loads(report.read_text()), options)


@dataclasses.dataclass(frozen=True)
class Options:
    """How a run is driven."""

    load_core: int
    seconds: float
    warm: float
    rate: float = 200
    times: pathlib.Path | None = None
    """File for the times of sending."""
    hold_s: float = 0
    held: int = 0
    """Packets a call that may be still with the server when it ends or counting does."""
    mixed: bool = False
    """Whether what comes back is no longer what was sent; then packets are only counted."""
    strict: bool = True
    """Whether a generator that did not keep its pace makes the run unfit; where nothing is measured it may not."""


def target(plan, folder, mixed=False):
    """Arguments that lead to what a plan describes; a plan that leaves setting up to the generator names a URL only."""
    streams = [json.loads(line) for line in plan.read_text().splitlines()]
    if not streams:
        raise Unfit("the server made a plan without a call")
    remote = streams[0]["remote"]
    if remote.startswith("whip:"):
        return ["--target", remote] + ([] if streams[0].get("expect_back") else ["--one-way"])
    driven = folder / "driven.jsonl"
    driven.write_text("".join(json.dumps(answered(stream, mixed)) + "\n" for stream in streams))
    return ["--target", f"plan:{driven}"]


def answered(stream, mixed):
    """A stream as the generator is to know it.

    One whose other leg arrives elsewhere is answered too: there, as PCMU in plain RTP, which every bridge here ends in.
    """
    if "recv_local" in stream:
        stream = {**stream, "expect_back": True, "recv_codec": "pcmu", "recv_key": None}
    return {**stream, "match": "count"} if mixed else stream


def parse(report, options):
    packets, kernel = report["packets"], report["kernelDrops"]
    latency, pacing = report["latency"], report["pacingError"]
    if packets["sent"] == 0:
        raise Unfit(f"nothing was sent: {report['calls']['firstFailure'] or 'no call was set up'}")
    if options.strict and report["generatorLimited"]:
        raise Unfit(f"the generator was too slow itself: pacing p99 {pacing['p99Us'] / 1000:.1f} ms")
    missing = packets["sent"] - packets["received"] if options.mixed else packets["notReturned"]
    held = options.held * (report["calls"]["liveAtEnd"] + report["calls"]["setUpWhileCounting"])
    lost = max(0, missing - held) + kernel["server"] + max(0, packets["lostByServersReports"])
    return Load(
        began=report["countedFromS"], seconds=report["countedSeconds"], sent=packets["sent"], lost=lost,
        set_up=report["calls"]["setUpWhileCounting"], failed=report["calls"]["failed"],
        p50_ms=latency["p50Us"] / 1000, p99_ms=latency["p99Us"] / 1000, p999_ms=latency["p99_9Us"] / 1000,
        pacing_p99_ms=pacing["p99Us"] / 1000, generator_share=report["generator"]["cpuShare"],
        generator_ns=report["generator"]["nsPerPacket"], set_up_p99_ms=report["setUp"]["p99Us"] / 1000)
