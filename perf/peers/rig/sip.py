"""As much SIP (RFC 3261) over UDP as two phones on loopback need to call through a server."""
import dataclasses
import itertools
import re
import select
import socket
import time

from .plan import HERE

T1_S = 0.5
"""RFC 3261 §17.1.1.1: when an unanswered request is sent again; later twice as long."""


@dataclasses.dataclass(frozen=True)
class Message:
    """Start line, headers in order with lower-case names, and body."""

    start: str
    headers: list
    body: str

    @classmethod
    def parse(cls, datagram):
        head, _, body = datagram.decode("utf-8", "replace").partition("\r\n\r\n")
        start, *lines = head.split("\r\n")
        pairs = (line.partition(":") for line in lines)
        return cls(start, [(name.strip().lower(), value.strip()) for name, _, value in pairs], body)

    def every(self, *names):
        """Values of a header that may have a short form."""
        return [value for name, value in self.headers if name in names]

    def one(self, *names):
        return self.every(*names)[0]

    @property
    def call_id(self):
        return self.one("call-id", "i")

    @property
    def method(self):
        """Of a request, else of what a response is about."""
        return self.one("cseq").split()[1]

    @property
    def status(self):
        """Code of a response; 0 is a request."""
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0 ") else 0


@dataclasses.dataclass
class Dialog:
    """A call that was answered, as its caller sees it."""

    local: str
    remote: str
    call_id: str
    target: str
    description: str


class Phone:
    """A UDP socket that calls by invite() and answers whatever it is asked with 200 and its description."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((HERE, 0))
        self.port = self.socket.getsockname()[1]
        self.numbers = itertools.count(1)
        self.description = ""
        """Of the next call that is answered."""
        self.offered = ""
        """What was described by the last one who called."""
        self.descriptions = {}
        self.responses = {}
        """The last final response, by Call-ID."""

    def read(self):
        """Takes one datagram that is there."""
        datagram, source = self.socket.recvfrom(65535)
        message = Message.parse(datagram)
        if message.status >= 200:
            self.responses[message.call_id] = message
        elif not message.status and message.method != "ACK":
            self._answer(message, source)

    def _answer(self, request, source):
        body = ""
        if request.method == "INVITE":
            self.offered = request.body
            body = self.descriptions.setdefault(request.call_id, self.description)
        to = request.one("to", "t")
        copied = [("Via", via) for via in request.every("via", "v")]
        copied += [("Record-Route", route) for route in request.every("record-route")]
        self._send("SIP/2.0 200 OK", [
            *copied, ("From", request.one("from", "f")), ("To", to if "tag=" in to else f"{to};tag={self.port}"),
            ("Call-ID", request.call_id), ("CSeq", request.one("cseq")), ("Contact", f"<sip:phone@{HERE}:{self.port}>"),
        ], body, source)

    def invite(self, server, user, description, others=()):
        """The Dialog when a server has answered; others are phones that may be asked something meanwhile."""
        number = next(self.numbers)
        call_id, remote = f"{number}-{self.port}@{HERE}", f"<sip:{user}@{HERE}:{server[1]}>"
        dialog = Dialog(f"<sip:a@{HERE}>;tag={number}", remote, call_id, f"sip:{user}@{HERE}:{server[1]}", description)
        self.descriptions[call_id] = description
        answer = self._request("INVITE", dialog, server, description, others)
        dialog.remote, dialog.description = answer.one("to", "t"), answer.body
        dialog.target = re.search(r"<(.+?)>", answer.one("contact", "m"))[1]
        self._send_request("ACK", dialog, server)
        return dialog

    def bye(self, server, dialog, others=()):
        self._request("BYE", dialog, server, "", others)

    def _request(self, method, dialog, server, body, others):
        """The final response; RuntimeError when it is a refusal, TimeoutError when it does not come."""
        self.responses.pop(dialog.call_id, None)
        wait_s, limit = T1_S, time.monotonic() + 64 * T1_S
        while time.monotonic() < limit:
            self._send_request(method, dialog, server, body)
            if pump([self, *others], lambda: dialog.call_id in self.responses, wait_s):
                answer = self.responses.pop(dialog.call_id)
                if answer.status >= 300:
                    raise RuntimeError(f"{method} was refused: {answer.start}")
                return answer
            wait_s *= 2
        raise TimeoutError(f"nobody answered {method}")

    def _send_request(self, method, dialog, server, body=""):
        # The branch is the same for each time it is sent; CSeq: an INVITE comes first in its dialog, BYE last.
        sequence, number = {"INVITE": 1, "ACK": 1, "BYE": 2}[method], dialog.call_id.partition("@")[0]
        self._send(f"{method} {dialog.target} SIP/2.0", [
            ("Via", f"SIP/2.0/UDP {HERE}:{self.port};branch=z9hG4bK{number}{method};rport"), ("Max-Forwards", "70"),
            ("From", dialog.local), ("To", dialog.remote), ("Call-ID", dialog.call_id),
            ("CSeq", f"{sequence} {method}"), ("Contact", f"<sip:a@{HERE}:{self.port}>"),
        ], body, server)

    def _send(self, start, headers, body, address):
        if body:
            headers = [*headers, ("Content-Type", "application/sdp")]
        lines = [start, *(f"{name}: {value}" for name, value in headers), f"Content-Length: {len(body)}", "", body]
        self.socket.sendto("\r\n".join(lines).encode(), address)

    def close(self):
        self.socket.close()


def pump(phones, done, limit_s):
    """Lets phones read until a condition holds, or, returning False, the time is over."""
    deadline = time.monotonic() + limit_s
    while not done():
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        sockets = {phone.socket: phone for phone in phones}
        for ready in select.select(sockets, [], [], left)[0]:
            sockets[ready].read()
    return True
