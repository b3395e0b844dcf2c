"""One measured step: a server, so many calls, and what came of it."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Step:
    """Figures of one stair of a run, as they go to the CSV file."""

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
    """The fixed piece of work, before the run."""
    work_after_ns: float
    """And after it; 0 until then."""
    stolen_share: float = 0.0
    """Of one processor, that the host took from the server's and the generator's together."""
    first_failure: str = ""
    """Why the first call of the run that failed did, without commas."""
    behind_p99_ms: float = 0.0
    """How late the speech service could react, whatever it was sent: that much of a latency may be its own."""
    behind_p999_ms: float = 0.0
    standstill_ms: float = 0.0
    """That processors stood still, whoever was on them, while the speech service listened."""
    calm_p99_ms: float = 0.0
    """Latency of the packets that no standstill can have delayed; 0 where that is not known."""
    calm_p999_ms: float = 0.0

    @property
    def cost(self):
        """What the job costs, in microseconds a packet or a call."""
        return 1000 * self.ms_per_call or self.us_per_packet

    @property
    def busy(self):
        """Share of the processor that was in use: the kernel may round either figure down."""
        return max(self.core_share, self.cpu_share)

    @property
    def drift(self):
        return self.work_after_ns / self.work_before_ns - 1


def of(job, side, what, measured, usage, heard=None):
    """What was measured, with the purpose, run and calls it was measured for, and what a speech service has heard."""
    purpose, run, calls = what
    process, core, stolen, resident_mb = usage
    lost = measured.lost + (_lost_to(heard) if heard else 0)
    latency = _milliseconds(heard, "latency_us", ("p50", "p99", "p999")) if heard else \
        [measured.p50_ms, measured.p99_ms, measured.p999_ms]
    behind = _milliseconds(heard, "behind_us", ("p99", "p999")) if heard else [0.0, 0.0]
    calm = _milliseconds(heard, "undisturbed_us", ("p99", "p999")) if heard else [0.0, 0.0]
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
        work_before_ns=0.0, work_after_ns=0.0, stolen_share=stolen,
        first_failure=measured.first_failure.replace(",", ""), behind_p99_ms=behind[0], behind_p999_ms=behind[1],
        standstill_ms=heard["standstill"]["ms"] if heard else 0.0, calm_p99_ms=calm[0], calm_p999_ms=calm[1])


def _milliseconds(heard, what, percentiles):
    return [heard[what][percentile] / 1000 for percentile in percentiles]


def _lost_to(heard):
    """Packets a speech service did not get, or got made up."""
    return heard["lost"] + heard["jumps"] + (1 if heard["dropped_samples"] else 0)


def csv_header():
    return ",".join(field.name for field in dataclasses.fields(Step))


def csv_line(step):
    return ",".join(f"{value:.4g}" if isinstance(value, float) else str(value) for value in dataclasses.astuple(step))
