"""The little of SDP (RFC 8866, RFC 4568) that a leg of one audio stream on loopback needs."""
import base64
import dataclasses
import os
import re

from .plan import SUITE

FORMATS = {"opus": (111, "opus/48000/2"), "pcmu": (0, "PCMU/8000")}


def new_key():
    """SUITE inline:BASE64 of a fresh master key and salt."""
    return f"{SUITE} inline:" + base64.b64encode(os.urandom(30)).decode()


def audio(address, codec, key=None):
    """A session description of one stream at HOST:PORT; with a key, of SRTP."""
    host, port = address.split(":")
    pt, name = FORMATS[codec]
    lines = [
        "v=0", f"o=- {port} 1 IN IP4 {host}", "s=-", f"c=IN IP4 {host}", "t=0 0",
        f"m=audio {port} {'RTP/SAVP' if key else 'RTP/AVP'} {pt}", f"a=rtpmap:{pt} {name}",
        *([f"a=crypto:1 {key}"] if key else []), "a=ptime:20", "a=sendrecv",
    ]
    return "\r\n".join(lines) + "\r\n"


@dataclasses.dataclass(frozen=True)
class Media:
    """Where the other side wants its media, and the key of what it sends."""

    address: str
    pt: int
    key: str | None

    @classmethod
    def parse(cls, text, codec):
        """ValueError when the description has no audio in that codec."""
        line = re.search(r"^m=audio (\d+) \S+ ([\d ]+)", text, re.M)
        host = re.search(r"^c=IN IP4 (\S+)", text, re.M)
        static, name = FORMATS[codec]
        mapped = re.search(rf"^a=rtpmap:(\d+) {name}", text, re.M | re.I)
        pt = int(mapped[1]) if mapped else static
        if not line or not host or line[1] == "0" or str(pt) not in line[2].split():
            raise ValueError(f"no {codec} in this description:\n{text}")
        key = re.search(rf"^a=crypto:\d+ ({SUITE} inline:[^|\s]+)", text, re.M)
        return cls(f"{host[1]}:{line[1]}", pt, key[1] if key else None)
