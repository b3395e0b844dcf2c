"""A server of ours, started as people start it, with settings and JVM flags of its own, on free ports of loopback."""
import pathlib
import re
import subprocess
import time

from . import load, processes

LAUNCHER = load.ROOT / "ringway"
HERE = "127.0.0.1"
READY_S = 60
READY = re.compile(r"ringway is ready: http://[^:]+:(\d+)/ \(media (\d+)/udp, SIP (\d+),")
QUIET = (f"--listen-address={HERE}", "--http-port=0", "--media-port=0", "--sip-listen-port=0", "--sip-tls-port=off",
         "--sip-ws-port=off", "--sip-wss-port=off", "--stun-servers=", "--record=false", "--log-level=warn",
         "--rtp-min-port=20000", "--rtp-max-port=32000")
"""Settings without which it would take the ports of others, or talk to somebody."""


def prepare(packets):
    """Builds the server with its cache, the generator, the speech service and packets, so that nobody waits for that later."""
    for part in ("floor", "load", "speech"):
        subprocess.run(["make", "-s", "-C", load.ROOT / "perf" / part], check=True)
    subprocess.run([LAUNCHER, "train"], check=True, stdin=subprocess.DEVNULL)
    subprocess.run([load.ROOT / "perf/floor/frames-of-speech", packets], check=True)


class Ringway:
    """Running once made; its ports, and when it was begun and ready by the monotonic clock."""

    def __init__(self, folder, settings=(), core=None, environment=None):
        folder = pathlib.Path(folder)
        pinned = [] if core is None else ["taskset", "-c", core]
        command = ["env", "-C", folder, *pinned, LAUNCHER, "run", *QUIET, f"--sink-dir={folder}/sink", *settings]
        self.began = time.monotonic()
        self.process = processes.Asked(command, folder / "ringway.log", environment)
        try:
            line = self.process.line(READY_S)
            self.ready = time.monotonic()
            self.http, self.media, self.sip = ports(line)
        except (processes.Ended, ValueError):
            self.close()
            raise

    @property
    def pid(self):
        return self.process.pid

    def whip(self):
        """What the generator calls by WebRTC."""
        return f"whip:http://{HERE}:{self.http}/webrtc"

    def phone(self, user):
        """What the generator calls by SIP."""
        return f"sip:{user}@{HERE}:{self.sip}"

    def close(self):
        self.process.process.terminate()
        self.process.close()


def ports(line):
    """HTTP, media and SIP ports of the line that says ready; ValueError when it does not."""
    said = READY.match(line)
    if not said:
        raise ValueError(f"not ready: {line}")
    return tuple(map(int, said.groups()))
