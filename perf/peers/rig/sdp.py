"""The little of SDP (RFC 8866, RFC 4568) that a leg of one audio stream on loopback needs."""
import base64
import dataclasses
import os
import re

from .plan import HERE, SUITE

FORMATS = {"opus": (111, "opus/48000/2"), "pcmu": (0, "PCMU/8000")}


def new_key():
    """SUITE inline:BASE64 of a fresh master key and salt."""
    return f"{SUITE} inline:" + base64.b64encode(os.urandom(30)).decode()


def audio(port, codec, key=None, direction="sendrecv"):
    """A session description of one stream at a port; with a key, of SRTP."""
    pt, name = FORMATS[codec]
    lines = [
        "v=0", f"o=- {port} 1 IN IP4 {HERE}", "s=-", f"c=IN IP4 {HERE}", "t=0 0",
        f"m=audio {port} {'RTP/SAVP' if key else 'RTP/AVP'} {pt}", f"a=rtpmap:{pt} {name}",
        *([f"a=crypto:1 {key}"] if key else []), "a=ptime:20", f"a={direction}",
    ]
    return "\r\n".join(lines) + "\r\n"


@dataclasses.dataclass(frozen=True)
class Media:
    """Where the other side wants its media, and the key of what it sends."""

    address: str
    pt: int
    key: str | None

    @classmethod
    def parse(cls, text):
        """ValueError when the description refuses the stream or has none."""
        line = re.search(r"^m=audio (\d+) \S+ (\d+)", text, re.M)
        host = re.search(r"^c=IN IP4 (\S+)", text, re.M)
        if not line or not host or line[1] == "0":
            raise ValueError("no audio in this description:\n" + text)
        key = re.search(rf"^a=crypto:\d+ ({SUITE} inline:[^|\s]+)", text, re.M)
        return cls(f"{host[1]}:{line[1]}", int(line[2]), key[1] if key else None)
