"""What a job costs without a server: the sum of the programs in perf/floor that do its parts."""
import json
import subprocess

from . import load

BUILD = load.ROOT / "perf/floor/build"
LIMIT_S = 120


def programs(job, sessions, core, other_core, packets):
    """Command lines, one a part; none for a job whose parts are not all there."""
    for part in job.floor:
        name, *arguments = part.split()
        command = [BUILD / name, "--core", core, "--repetitions", 3, *arguments]
        if name == "receive":
            command += ["--sender-core", other_core]
        elif name == "send":
            command += ["--receiver-core", other_core]
        elif name == "relay":
            command += ["--phones-core", other_core, "--calls", sessions]
        else:
            command += ["--sessions", sessions]
        yield [*map(str, command), *([str(packets / job.packets)] if name == "decode" else [])]


def us_per_packet(job, sessions, core, other_core, packets):
    """Microseconds of the processor all parts take together, now; None when there are no parts."""
    parts = [_ns(command) for command in programs(job, sessions, core, other_core, packets)]
    return sum(parts) / 1000 if parts else None


def _ns(command):
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=LIMIT_S)
    return json.loads(done.stdout)["ns"]


def work_ns(core):
    """The fixed piece of work, now."""
    return _ns([str(BUILD / "work"), "--core", str(core), "--repetitions", "3"])
