"""The seam to the load generator: a file of JSON lines, each one stream of packets and where it goes."""
import dataclasses
import ipaddress
import json
import os
import socket

HERE = "127.0.0.1"
SUITE = "AES_CM_128_HMAC_SHA1_80"
PORT_ATTEMPTS = 20


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
    """HOST:PORT that packets are sent from; WebRTC has none."""
    send_key: str | None = None
    """SUITE inline:BASE64 for what is sent to remote; None is plain RTP."""
    recv_key: str | None = None
    """The same for what comes out."""
    expect_back: bool = False
    """Whether something comes out for every packet that is sent."""
    recv_local: str | None = None
    """HOST:PORT where that arrives, when not at local: the other leg."""
    recv_codec: str | None = None
    """Its codec, when another than what is sent."""
    match: str | None = None
    """How the generator knows which packet it answers: payload, order, or count, which is not at all."""

    def line(self):
        fields = dataclasses.asdict(self)
        return json.dumps({k: v for k, v in fields.items() if v is not None or k.endswith("_key")})


def write(path, streams):
    with open(path, "w") as file:
        file.writelines(stream.line() + "\n" for stream in streams)


def append(path, streams):
    with open(path, "a") as file:
        file.writelines(stream.line() + "\n" for stream in streams)


def read(path):
    with open(path) as file:
        return [Stream(**json.loads(line)) for line in file]


class Parties:
    """Addresses in 127.0.0.0/8 for callers and callees, all with one port: so the generator needs one socket for all."""

    CALLERS = ipaddress.IPv4Address("127.16.0.1")
    CALLEES = ipaddress.IPv4Address("127.32.0.1")

    def __init__(self, port=None):
        self.port = port or _generators_port()

    def caller(self, number):
        """HOST:PORT of the one who begins a call."""
        return f"{self.CALLERS + number}:{self.port}"

    def callee(self, number):
        """HOST:PORT of the one who is called."""
        return f"{self.CALLEES + number}:{self.port}"


def _generators_port():
    """A free one that neither the kernel gives away (32768 and up) nor rivals use (below 32001)."""
    first, last = 32100, 32766
    # Others may look for one at the same time.
    begin = os.getpid() % (last - first)
    for port in (first + (begin + n) % (last - first) for n in range(last - first)):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.bind(("0.0.0.0", port))
            except OSError:
                continue
        return port
    raise OSError(f"no UDP port from {first} to {last} is free")


def free_port(kind=socket.SOCK_DGRAM):
    """One port that was free a moment ago, for a rival's control."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind((HERE, 0))
        return probe.getsockname()[1]


def free_sip_port():
    """One that was free for UDP and TCP: a generator's closed connections hold many of TCP for a minute."""
    for _ in range(PORT_ATTEMPTS):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp, \
                socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            tcp.bind((HERE, 0))
            try:
                udp.bind(tcp.getsockname())
            except OSError:
                continue
            return tcp.getsockname()[1]
    raise OSError(f"{PORT_ATTEMPTS} ports of TCP were taken for UDP")
