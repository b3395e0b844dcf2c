"""What is compared: jobs, who does each, and on which packets."""
import dataclasses
import math
import pathlib

BEGUN_A_SECOND = 100
HANDSHAKES_A_SECOND = 20
MOST = 16


@dataclasses.dataclass(frozen=True)
class Side:
    """One server's part in a job."""

    peer: str
    """Its folder in perf/peers."""
    job: str
    """What its serve script calls the job."""
    speech: bool = False
    """Whether what it hears goes to a speech service, which then takes the latency."""
    label: str = ""
    """What it is called in results, where two of one peer are compared."""
    settings: tuple[str, ...] = ()
    """Given to the server as they are."""
    flags: str = ""
    """For Ringway's virtual machine."""
    root: pathlib.Path | None = None
    """Folder of the project it is run from, when not this one."""
    compiled: bool = False
    """Whether it is as fast as it gets from the beginning, so that nothing has to be warmed."""

    @property
    def name(self):
        return self.label or self.peer


@dataclasses.dataclass(frozen=True)
class Job:
    """One row of the table: Ringway against a rival on the same packets."""

    name: str
    title: str
    ours: Side
    rival: Side
    fixed: int
    """Calls at which the cost a packet is measured: well below what either bears."""
    packets: str = "hybrid.frames"
    """Which file of perf/floor/frames-of-speech is sent."""
    bar: float = 1.0
    """How many times the rival's capacity is asked for."""
    worst_p99_ms: float = 20
    """Latency at which calls count as too many."""
    hold_s: float = 0
    """Not 0: calls hang up after so long and others take their place; then "calls" are calls a second."""

    begun_a_second: int = BEGUN_A_SECOND
    """How fast calls are added: where each is a handshake, so fast that it disturbs those that talk as little as in a busy
    hour."""
    floor: tuple[str, ...] = ()
    """Programs of perf/floor that do the parts no server can do without."""
    warmed_at: int = 0
    """Not 0: calls with which virtual machines get warm, where the fixed load would take too long to have all compiled."""
    held: int = 0
    """Packets a call that may rightly not be back when it ends or counting does: a transcoder cuts its output anew."""
    mixed: bool = False
    """Whether what comes back is a mix, in which no packet can be found again."""

    @property
    def unit(self):
        return "calls a second" if self.hold_s else "calls"

    @property
    def most(self):
        """Calls no climb exceeds: many times what is borne with ease."""
        return MOST * self.fixed

    def rate(self, calls):
        """How many calls are begun a second."""
        return calls if self.hold_s else min(self.begun_a_second, calls)

    def at_once(self, calls):
        """How many calls there may be at once: those that hang up leave their place a second of time to be taken."""
        return math.ceil(calls * (self.hold_s + 1)) if self.hold_s else calls


def _ringway(job, speech=False):
    return Side("ringway", job, speech)


JOBS = (
    Job("opus-grpc", "WebRTC Opus, hybrid 24 kb/s, decoded to 16 kHz PCM, to gRPC (rival: decoded only)",
        _ringway("decode", True), Side("pion", "decode", compiled=True), 100, bar=2,
        begun_a_second=HANDSHAKES_A_SECOND,
        floor=("receive", "open-gcm", "decode --rate 16000")),
    Job("opus-grpc-gated", "the same, one side of a conversation, pauses told without decoding (rival: decoded only)",
        _ringway("decode-gated", True), Side("pion", "decode", compiled=True), 100, packets="talk-hybrid.frames", bar=3.2,
        begun_a_second=HANDSHAKES_A_SECOND,
        floor=("receive", "open-gcm", "decode --rate 16000")),
    Job("bridge-hybrid", "SRTP Opus, hybrid 24 kb/s, to PCMU in RTP",
        _ringway("opus-to-pcmu"), Side("rtpengine", "opus-to-pcmu", compiled=True), 50, bar=4, held=1,
        floor=("relay", "open-cm", "decode --rate 8000")),
    Job("bridge-silk", "SRTP Opus, SILK 16 kb/s, to PCMU in RTP",
        _ringway("opus-to-pcmu"), Side("rtpengine", "opus-to-pcmu", compiled=True), 80, packets="silk.frames", bar=4,
        held=1, floor=("relay", "open-cm", "decode --rate 8000")),
    Job("g711-relay", "G.711 from phone to phone",
        _ringway("g711-relay"), Side("rtpengine", "g711-relay", compiled=True), 500, packets="pcmu.raw", bar=1.5,
        floor=("relay",)),
    Job("g711-srtp", "G.711 in SRTP to G.711 in RTP",
        _ringway("g711-srtp-in"), Side("rtpengine", "g711-srtp-in", compiled=True), 400, packets="pcmu.raw", bar=1.5,
        floor=("relay", "open-cm --payload 160")),
    Job("g711-grpc", "G.711 to PCM, to gRPC (rival: a trivial echo)",
        _ringway("g711-decode", True), Side("sipp", "g711-echo", compiled=True), 800, packets="pcmu.raw", bar=1,
        floor=("receive --payload 172",)),
    Job("opus-forward", "WebRTC Opus, decrypted, to gRPC (rival: counted only)",
        _ringway("ingest", True), Side("pion", "ingest", compiled=True), 200, bar=5,
        begun_a_second=HANDSHAKES_A_SECOND,
        floor=("receive", "open-gcm")),
    # Sealing costs what opening does.
    Job("echo", "WebRTC Opus sent back", _ringway("echo"), Side("pion", "echo", compiled=True), 150, bar=5,
        begun_a_second=HANDSHAKES_A_SECOND,
        floor=("receive", "open-gcm", "open-gcm", "send")),
    Job("mix", "Opus in RTP decoded at 16 kHz, mixed in rooms, encoded",
        _ringway("mix"), Side("janus", "mix", compiled=True), 20, bar=3, held=1, mixed=True),
    Job("set-up", "WebRTC calls set up, which send for 0.2 s and hang up",
        _ringway("echo"), Side("pion", "echo", compiled=True), 100, bar=2, worst_p99_ms=1000, held=1,
        hold_s=0.2, warmed_at=150),
)


def named(names):
    """Jobs by name, in the order asked for; all for an empty list. ValueError names what there is."""
    known = {job.name: job for job in JOBS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"no job is called {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[name] for name in names] if names else list(JOBS)
