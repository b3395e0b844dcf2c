"""Sends the packets of a plan's streams, paced by 20 ms, and keeps what comes back."""
import collections
import select
import socket
import struct
import time

from . import opus, pcmu, sound
from .srtp import Srtp


def talk(streams, seconds):
    """Talkers, one a stream, when all have said all and half a second has passed for the rest to come in."""
    talkers = [Talker(stream, voice, seconds) for voice, stream in enumerate(streams)]
    for talker in talkers:
        talker.open()
    ears = {ear: talker for talker in talkers for ear in talker.ears}
    began = time.monotonic()
    for number in range(int(seconds / sound.FRAME_S)):
        for talker in talkers:
            talker.send(number)
        _listen(ears, began + (number + 1) * sound.FRAME_S)
    _listen(ears, time.monotonic() + 0.5)
    for talker in talkers:
        talker.close()
    return talkers


def _listen(ears, until):
    while (left := until - time.monotonic()) > 0:
        readable, _, _ = select.select(ears, [], [], left)
        for ear in readable:
            ears[ear].hear(ear)


class Talker:
    """One stream: its sockets, what it says and what it hears."""

    def __init__(self, stream, voice, seconds):
        self.stream, self.voice = stream, voice
        encode, rate_hz = (opus.encode, opus.RATE_HZ) if stream.codec == "opus" else (pcmu.packets, pcmu.RATE_HZ)
        self.payloads = encode(sound.sweep(rate_hz, seconds, voice))
        self.sealing = Srtp(stream.send_key) if stream.send_key else None
        self.opening = Srtp(stream.recv_key) if stream.recv_key else None
        self.remote = _address(stream.remote)
        self.step = 960 if stream.codec == "opus" else 160
        self.heard = {"back": {}, "across": {}}
        """Payloads by extended sequence number: what came back to local, and what came across to recv_local."""
        self.payload_types = collections.Counter()
        self.unauthentic = 0

    def open(self):
        self.mouth = _bound(self.stream.local)
        self.ears = [self.mouth] + ([_bound(self.stream.recv_local)] if self.stream.recv_local else [])

    def send(self, number):
        head = struct.pack(">BBHII", 0x80, self.stream.pt, number, number * self.step, self.stream.ssrc)
        packet = head + self.payloads[number]
        self.mouth.sendto(self.sealing.protect(packet) if self.sealing else packet, self.remote)

    def hear(self, ear):
        packet = ear.recv(2048)
        # RFC 5761 §4: the rest is RTCP.
        if len(packet) < 12 or 192 <= packet[1] <= 223:
            return
        back = ear is self.mouth
        if back and self.opening:
            try:
                packet = self.opening.unprotect(packet)
            except ValueError:
                self.unauthentic += 1
                return
        self.payload_types[packet[1] & 0x7F] += 1
        heard = self.heard["back" if back else "across"]
        heard[_extended(int.from_bytes(packet[2:4], "big"), next(reversed(heard), None))] = packet[12:]

    def payloads_heard(self, way):
        """In the order of their sequence numbers."""
        return [payload for _, payload in sorted(self.heard[way].items())]

    def close(self):
        for ear in self.ears:
            ear.close()


def _extended(sequence, before):
    """A sequence number that goes on where 16 bits wrap: the one next to the one before it."""
    return sequence if before is None else before + (sequence - before + 0x8000) % 0x10000 - 0x8000


def _bound(address):
    ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    ear.bind(_address(address))
    ear.setblocking(False)
    return ear


def _address(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)
