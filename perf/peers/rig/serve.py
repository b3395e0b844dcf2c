"""The command line every rival's script offers, and what it does: start, call, tell, obey, measure, end."""
import abc
import argparse
import json
import pathlib
import select
import signal
import sys
import tempfile
import time

from . import plan


class Rival(abc.ABC):
    """A server under load. Made with what the command line says; a folder of its own is its working directory."""

    JOBS = {}
    """Jobs it can do, and what each is in words."""

    def __init__(self, options, folder):
        self.job, self.core, self.calls = options.job, options.core, options.calls
        self.other_core, self.folder = options.other_core, folder
        self.both_ways = options.both_ways
        self.keep = pathlib.Path(options.keep).resolve() if options.keep else None
        """File for what the first call says, as 16-bit samples, for jobs that end with decoded sound."""
        self.speech_target, self.settings = options.speech_target, options.settings
        self.room_size = options.room_size or options.calls
        self.parties = plan.Parties(options.local_port)
        self.process = None
        """The Pinned process that is measured, once started."""

    @abc.abstractmethod
    def start(self):
        """Returns when it takes calls."""

    @abc.abstractmethod
    def call(self, number):
        """Sets up one call and returns its Streams."""

    def figures(self):
        """What it can tell itself of the calls, while they are still there."""
        return {}

    def hang_up(self):
        """Ends all calls."""

    def close(self):
        """Ends all that was started, however far that had come."""
        if self.process:
            self.process.close()


def main(rival_class):
    options = _options(rival_class)
    # Ends in close() like any other way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="ringway-peer-") as folder:
        rival = rival_class(options, pathlib.Path(folder))
        try:
            report = _run(rival, options)
        except Exception:
            # Why is often only there, and the log goes with the folder.
            if rival.process:
                print("\n".join(rival.process.log_lines()[-40:]), file=sys.stderr)
            raise
        finally:
            rival.close()
    print(json.dumps(report), flush=True)


def _options(rival_class):
    name = pathlib.Path(sys.argv[0]).resolve().parent.name
    jobs = "\n".join(f"  {job:<14}{words}" for job, words in rival_class.JOBS.items())
    parser = argparse.ArgumentParser(
        prog=f"perf/peers/{name}/serve", formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"{rival_class.__doc__}\n\nJobs:\n{jobs}")
    parser.add_argument("--core", type=int, required=True, help="processor it runs on")
    parser.add_argument("--other-core", type=int, help="processor of what belongs to the load (default: any)")
    parser.add_argument("--job", choices=rival_class.JOBS, required=True)
    parser.add_argument("--calls", type=int, required=True)
    parser.add_argument("--rate", type=float, default=200, help="calls set up a second (default 200)")
    parser.add_argument("--plan", required=True, help="file to write, a line a stream")
    parser.add_argument("--local-port", type=int, help="UDP port of the generator (default: one that is free)")
    parser.add_argument("--both-ways", action="store_true",
                        help="bridges of G.711: the one who is called speaks too, so each call is two lines of the plan")
    parser.add_argument("--keep", help="file for what the first call says, where the job ends with decoded sound")
    parser.add_argument("--seconds", type=float, help="ends after so long, if its standard input is not closed before")
    parser.add_argument("--room-size", type=int, help="calls that are mixed with each other (default: all)")
    parser.add_argument("--speech-target", help="HOST:PORT of a speech service that is there already (Ringway)")
    parser.add_argument("settings", nargs="*", help="after --: settings of the rival's own, given to it as they are")
    options = parser.parse_args()
    options.name = name
    return options


def _run(rival, options):
    rival.start()
    idle_kb = rival.process.resident_kb()
    began = time.monotonic()
    plan.write(options.plan, list(_set_up(rival, 0, options.calls, options.rate)))
    set_up_s = time.monotonic() - began
    ready_kb, ready_cpu_s, ready_at = rival.process.resident_kb(), rival.process.cpu_s(), time.monotonic()
    print(f"ready pid={rival.process.pid}", flush=True)
    _obey(rival, options)
    report = {
        "peer": options.name, "job": options.job, "calls": rival.calls,
        "seconds": round(time.monotonic() - ready_at, 3),
        "cpu_s": round(rival.process.cpu_s() - ready_cpu_s, 3),
        "set_up_s": round(set_up_s, 3),
        "rss_kb": {"idle": idle_kb, "ready": ready_kb, "end": rival.process.resident_kb()},
        **rival.figures(),
    }
    rival.hang_up()
    return report


def _set_up(rival, first, end, rate):
    """Streams of calls that are begun at an even rate and not faster than they are answered."""
    began = time.monotonic()
    for number in range(first, end):
        time.sleep(max(0, began + (number - first) / rate - time.monotonic()))
        yield from rival.call(number)
        rival.calls = number + 1


def _obey(rival, options):
    """Sets up more calls at each "calls N", until standard input is closed or the time is over."""
    deadline = None if options.seconds is None else time.monotonic() + options.seconds
    text = b""
    while True:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            return
        readable, _, _ = select.select([sys.stdin], [], [], left)
        read = sys.stdin.buffer.read1(4096) if readable else b""
        if readable and not read:
            return
        *lines, text = (text + read).split(b"\n")
        for line in lines:
            _grow(rival, int(line.removeprefix(b"calls ")), options)


def _grow(rival, calls, options):
    """Says how many calls there are then; when those are fewer, standard error says why."""
    streams = []
    try:
        streams.extend(_set_up(rival, rival.calls, calls, options.rate))
    except (OSError, RuntimeError, ValueError) as why:
        print(f"call {rival.calls} could not be set up: {why}", file=sys.stderr)
    plan.append(options.plan, streams)
    print(f"ready calls={rival.calls}", flush=True)
