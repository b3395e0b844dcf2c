"""The seam to the load generator: a file of JSON lines, each one stream of packets and where it goes."""
import dataclasses
import json
import socket

HERE = "127.0.0.1"
SUITE = "AES_CM_128_HMAC_SHA1_80"


@dataclasses.dataclass(frozen=True)
class Stream:
    """What the generator sends for one call, and where the rival's output for it arrives."""

    remote: str
    """The rival's HOST:PORT, or whip:URL for WebRTC."""
    codec: str
    """opus or pcmu."""
    pt: int
    ssrc: int
    local: str | None = None
    """HOST:PORT that the generator binds and sends from; WebRTC has none."""
    send_key: str | None = None
    """SUITE inline:BASE64 for what is sent to remote; None is plain RTP."""
    recv_key: str | None = None
    """The same for what comes back to local."""
    expect_back: bool = False
    """Whether media comes back to local."""
    recv_local: str | None = None
    """HOST:PORT that the generator binds too: there the other leg's plain RTP arrives."""

    def line(self):
        fields = dataclasses.asdict(self)
        absent = {"local", "recv_local"}
        return json.dumps({k: v for k, v in fields.items() if v is not None or k not in absent})


def write(path, streams):
    with open(path, "w") as file:
        file.writelines(stream.line() + "\n" for stream in streams)


def read(path):
    with open(path) as file:
        return [Stream(**json.loads(line)) for line in file]


class Ports:
    """Even UDP ports for the generator, one after the other, that nobody else has bound."""

    def __init__(self, first):
        self.next = first

    def take(self):
        while self.next < 65534:
            port, self.next = self.next, self.next + 2
            if _free(port) and _free(port + 1):
                return port
        raise OSError("no free UDP port is left for the generator")


def _free(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((HERE, port))
        except OSError:
            return False
        return True


def free_port(kind=socket.SOCK_DGRAM):
    """One port that was free a moment ago, for a rival's control."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind((HERE, 0))
        return probe.getsockname()[1]
