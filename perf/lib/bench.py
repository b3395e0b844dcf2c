"""Where runs are made: one start of a server, and as many stairs of calls as are asked for."""
import contextlib
import dataclasses
import pathlib
import sys

from . import awake, floor, load, step
from .server import Server
from .speech import SpeechService
from .watch import Watch

WARM_COMPILED_S = 5


@dataclasses.dataclass(frozen=True)
class Times:
    """In seconds."""

    warm: float
    """At the fixed load, or with as many calls as the job says, before anything counts: for servers whose virtual machine
    compiles, for others 5 at most."""
    fixed: float
    """That count there, and at 70 % of what was borne."""
    settle: float
    """Before every other stair counts."""
    stair: float
    """That count then."""


def add_times(parser, warm_s):
    """Their options."""
    parser.add_argument("--warm", type=float, default=warm_s,
                        help=f"seconds at the fixed load before anything counts (default {warm_s})")
    parser.add_argument("--seconds", type=float, default=10, help="that count there and at 70 %% (default 10)")
    parser.add_argument("--settle", type=float, default=5.5,
                        help="seconds before a stair counts, longer than there are between two reports of RTCP (default 5.5)")
    parser.add_argument("--stair", type=float, default=5, help="seconds of it that count (default 5)")


@dataclasses.dataclass(frozen=True)
class Bench:
    """Processors, times, packets, and a folder for what is in between."""

    core: int
    load_core: int
    times: Times
    packets: pathlib.Path
    folder: pathlib.Path

    def floor_us(self, job):
        """What the job's packets cost without a server, at the fixed load; None when that is not known."""
        return floor.us_per_packet(job, job.fixed, self.core, self.load_core, self.packets)

    def told(self, runs, job):
        """What a result says of how its figures came about."""
        times, idle = self.times, "wait" if awake.possible() else "halt"
        warmed = f" with {job.warmed_at} {job.unit}" if job.warmed_at else ""
        return (f"figures    median [least, most] of {runs} runs: {times.warm:g} s to get warm{warmed}, {times.fixed:g} s at"
                f" the fixed load and at 70 %, stairs of {times.stair:g} s after {times.settle:g};"
                f" server on processor {self.core}, generator on {self.load_core}; idle ones {idle};"
                f" packets {job.packets}\n")

    def run(self, job, side, number, most):
        """A Run that takes stairs up to so many calls; load.Unfit or processes.Ended when it cannot begin."""
        return Run(self, job, side, number, most)


class Run:
    """A server, the generator and, where it is needed, a speech service, from their start to their end."""

    def __init__(self, bench, job, side, number, most):
        self.bench, self.job, self.side, self.number = bench, job, side, number
        self.most = most
        self.work_before_ns = floor.work_ns(bench.core)
        self.steps = []
        with contextlib.ExitStack() as opened:
            self._open(most, opened)
            self.opened = opened.pop_all()

    def _open(self, most, opened):
        bench, job, times = self.bench, self.job, None
        opened.callback(awake.Awake().close)
        self.sink, settings = None, []
        if self.side.speech:
            times = bench.folder / "times"
            self.sink = SpeechService(bench.load_core, times, bench.folder, (bench.core, bench.load_core))
            opened.callback(self.sink.close)
            settings = ["--speech-target", self.sink.target]
        self.server = Server(self.side, 1 if job.hold_s else job.fixed, job.at_once(most), bench.core, bench.load_core,
                             bench.folder, settings)
        opened.callback(self.server.close)
        self.watch = Watch(self.server.pid, bench.core, bench.load_core)
        opened.callback(self.watch.close)
        options = load.Options(bench.load_core, job.at_once(most), job.begun_a_second, times, job.hold_s, job.held,
                               job.mixed)
        self.load = load.Stairs(self.server.plan, bench.packets / job.packets, options, bench.folder)
        opened.callback(self.load.close)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Ends all of it; then the steps know how fast the machine was before and after."""
        try:
            self.opened.close()
        finally:
            work = {"work_before_ns": self.work_before_ns, "work_after_ns": floor.work_ns(self.bench.core)}
            self.steps = [dataclasses.replace(each, **work) for each in self.steps]

    def fixed(self):
        """The fixed load: the first stair that counts, before which the server gets warm."""
        times = self.bench.times
        warm = min(times.warm, WARM_COMPILED_S) if self.side.compiled else times.warm
        if self.job.warmed_at and not self.side.compiled:
            self.load.send(min(self.job.warmed_at, self.most), warm)
            warm = 0
        return self._stair(self.job.fixed, "cost", max(warm, times.settle), times.fixed)

    def again(self):
        """The last stair once more, in place of what was measured there."""
        last, times = self.steps.pop(), self.bench.times
        return self._stair(last.calls, last.purpose, times.settle,
                           times.stair if last.purpose == "capacity" else times.fixed)

    def stair(self, calls):
        return self._stair(calls, "capacity", self.bench.times.settle, self.bench.times.stair)

    def busy(self, calls):
        """A share of what was borne, where latency is taken."""
        return self._stair(calls, "busy", self.bench.times.settle, self.bench.times.fixed)

    def _listen(self, seconds):
        """What is to be done when a stair begins to count."""
        return (lambda: self.sink.reset(seconds)) if self.sink else (lambda: None)

    def _stair(self, calls, purpose, settle_s, seconds):
        """The Step; load.Unfit when it cannot be measured, processes.Ended when nothing more can."""
        if not self.job.hold_s:
            self.server.grow(calls)
        measured = self.load.stair(calls, settle_s, seconds, self._listen(seconds))
        heard = self.sink.report() if self.sink else None
        if heard and not heard["latency_us"]["count"]:
            raise load.Unfit(f"none of {heard['segments']} segments could be told from when it was sent")
        usage = (*self.watch.shares(*measured.steady), self.watch.peak_mb)
        made = step.of(self.job, self.side, (purpose, self.number, calls), measured, usage, heard)
        self.steps.append(made)
        _tell(made)
        return made


def _tell(made):
    print(f"{made.job:<16} {made.peer:<10} {made.purpose:<9} {made.calls:>5} calls  core {made.core_share:>4.0%}"
          f"  {made.us_per_packet:>7.2f} µs a packet  lost {made.lost:<6} p99 {made.p99_ms:>7.2f} ms"
          f"  stolen {made.stolen_share:.1%}", file=sys.stderr)
