"""rtpengine's control protocol "ng": a cookie and a bencoded dictionary in a datagram, answered in one."""
import itertools
import socket

from rig import bencode
from rig.plan import HERE


class Control:
    """Asks one rtpengine, one question at a time."""

    def __init__(self, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect((HERE, port))
        self.socket.settimeout(2)
        self.cookies = itertools.count()

    def ask(self, command, question=None):
        """The answer to a question; RuntimeError when it is a refusal, TimeoutError when none comes."""
        cookie = b"%d" % next(self.cookies)
        datagram = cookie + b" " + bencode.encode({"command": command, **(question or {})})
        for _ in range(3):
            answer = self._exchange(cookie, datagram)
            if answer is not None:
                break
        else:
            raise TimeoutError(f"rtpengine did not answer {command}")
        if answer.get("result") == "error":
            raise RuntimeError(f"rtpengine refused {command}: {answer.get('error-reason')}")
        return answer

    def _exchange(self, cookie, datagram):
        try:
            self.socket.send(datagram)
            while True:
                came, _, body = self.socket.recv(65535).partition(b" ")
                # Others are late answers to what was asked before.
                if came == cookie:
                    return bencode.decode(body)
        except (TimeoutError, ConnectionRefusedError):
            return None

    def close(self):
        self.socket.close()
