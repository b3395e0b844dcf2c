"""One measured step: a server, so many calls, and what came of it."""
import dataclasses
import sys
import threading

from . import floor, load
from .server import Server
from .sink import Sink
from .watch import Watch


WARM_COMPILED_S = 5


@dataclasses.dataclass(frozen=True)
class Step:
    """Figures of one run, as they go to the CSV file."""

    job: str
    peer: str
    purpose: str
    run: int
    calls: int
    packets_per_s: float
    cpu_share: float
    """Of one processor, that the server's process used."""
    core_share: float
    """That its processor was busy, with whatever."""
    us_per_packet: float
    """The server's processor time."""
    ms_per_call: float
    """The same for a call that is set up, sends a little and hangs up; 0 where calls stay."""
    resident_mb: float
    lost: int
    lost_share: float
    p50_ms: float
    p99_ms: float
    p999_ms: float
    set_up_per_s: float
    set_up_p99_ms: float
    failed: int
    generator_share: float
    generator_ns: float
    pacing_p99_ms: float
    sink_share: float
    """Of its processor, that the speech service used."""
    work_before_ns: float
    work_after_ns: float

    @property
    def cost(self):
        """What the job costs, in microseconds a packet or a call."""
        return 1000 * self.ms_per_call or self.us_per_packet

    @property
    def drift(self):
        return self.work_after_ns / self.work_before_ns - 1


class Bench:
    """Where steps are made: processors, packets, times, a folder for what is in between."""

    def __init__(self, core, load_core, seconds, warm, packets, folder, strict=True):
        """warm is for servers whose virtual machine compiles; the others get WARM_COMPILED_S at most."""
        self.core, self.load_core, self.seconds, self.warm = core, load_core, seconds, warm
        self.packets, self.folder, self.strict = packets, folder, strict

    def floor_us(self, job):
        """What the job's packets cost without a server, at the fixed load; None when that is not known."""
        return floor.us_per_packet(job, job.fixed, self.core, self.load_core, self.packets)

    def step(self, job, side, calls, purpose, run):
        """Measures; load.Unfit or processes.Ended when it cannot."""
        before = floor.work_ns(self.core)
        sink = Sink(self.load_core, self.folder / "times", self.folder) if side.speech else None
        try:
            measured, usage, heard = self._serve(job, side, calls, sink)
        finally:
            if sink:
                sink.close()
        step = _step(job, side, (purpose, run, calls), measured, usage, heard, (before, floor.work_ns(self.core)))
        _tell(step)
        return step

    def _serve(self, job, side, calls, sink):
        settings = ["--speech-target", sink.target] if sink else []
        at_once, rate = job.at_once(calls), job.rate(calls)
        server = Server(side, at_once, self.core, self.load_core, self.folder, settings)
        watch, warmed = Watch(server.pid, self.core), None
        try:
            warm = min(self.warm, WARM_COMPILED_S) if side.compiled else self.warm
            options = load.Options(self.load_core, self.seconds, warm, rate, sink and self.folder / "times",
                                   job.hold_s, job.held, job.mixed, self.strict)
            if sink:
                # What came before tells about a virtual machine's compiler.
                warmed = threading.Timer(at_once / rate + warm, sink.reset)
                warmed.start()
            measured = load.run(server.plan, self.packets / job.packets, at_once, options, self.folder)
            heard = sink.report() if sink else None
        finally:
            if warmed:
                warmed.cancel()
                warmed.join()
            watch.close()
            server.close()
        if heard and not heard["latency_us"]["count"]:
            raise load.Unfit(f"none of {heard['segments']} segments could be told from when it was sent")
        return measured, (*watch.shares(*measured.steady), watch.peak_mb), heard


def _step(job, side, what, measured, usage, heard, work):
    purpose, run, calls = what
    process, core, resident_mb = usage
    lost = measured.lost + (_lost_to(heard) if heard else 0)
    latency = [heard["latency_us"][p] / 1000 for p in ("p50", "p99", "p999")] if heard else \
        [measured.p50_ms, measured.p99_ms, measured.p999_ms]
    set_up_per_s = measured.set_up / measured.seconds
    return Step(
        job=job.name, peer=side.name, purpose=purpose, run=run, calls=calls, packets_per_s=measured.packets_per_s,
        cpu_share=process, core_share=core, us_per_packet=1e6 * process / measured.packets_per_s,
        ms_per_call=1000 * process / set_up_per_s if job.hold_s and set_up_per_s else 0.0,
        resident_mb=resident_mb, lost=lost, lost_share=lost / measured.sent,
        p50_ms=latency[0], p99_ms=latency[1], p999_ms=latency[2],
        set_up_per_s=set_up_per_s, set_up_p99_ms=measured.set_up_p99_ms, failed=measured.failed,
        generator_share=measured.generator_share, generator_ns=measured.generator_ns,
        pacing_p99_ms=measured.pacing_p99_ms, sink_share=heard["cpu_s"] / heard["seconds"] if heard else 0.0,
        work_before_ns=work[0], work_after_ns=work[1])


def _lost_to(heard):
    """Packets a speech service did not get, or got made up."""
    return heard["lost"] + heard["jumps"] + (1 if heard["dropped_samples"] else 0)


def _tell(step):
    print(f"{step.job:<16} {step.peer:<10} {step.purpose:<9} {step.calls:>5} calls  core {step.core_share:>4.0%}"
          f"  {step.us_per_packet:>7.2f} µs a packet  lost {step.lost:<6} p99 {step.p99_ms:>7.2f} ms"
          f"  work {step.work_before_ns / 1000:.1f} µs {step.drift:+.0%}", file=sys.stderr)


def csv_header():
    return ",".join(field.name for field in dataclasses.fields(Step))


def csv_line(step):
    return ",".join(f"{value:.4g}" if isinstance(value, float) else str(value) for value in dataclasses.astuple(step))
