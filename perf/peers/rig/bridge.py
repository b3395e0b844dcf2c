"""Two phones in a call through a rival that carries what one says to the other."""
from . import sdp
from .plan import Stream

JOBS = {
    "opus-to-pcmu": "Opus in SRTP (SDES) is decrypted, decoded, encoded as PCMU and sent as plain RTP",
    "g711-relay": "PCMU in RTP is sent on",
    "g711-srtp-in": "PCMU in SRTP (SDES) is decrypted and sent on as plain RTP",
}


class Bridge:
    """One call: its parties, what they offer and answer, and the streams that come of it."""

    def __init__(self, job, parties, number):
        self.codec = "opus" if job == "opus-to-pcmu" else "pcmu"
        self.key = None if job == "g711-relay" else sdp.new_key()
        self.caller, self.callee, self.number = parties.caller(number), parties.callee(number), number

    def offer(self):
        """The caller's description."""
        return sdp.audio(self.caller, self.codec, self.key)

    def answer(self):
        """The callee's description."""
        return sdp.audio(self.callee, "pcmu")

    def streams(self, to_caller, to_callee, both_ways):
        """By what the rival described to either; both ways only where both speak the same codec."""
        near, far = sdp.Media.parse(to_caller, self.codec), sdp.Media.parse(to_callee, "pcmu")
        there = Stream(local=self.caller, remote=near.address, codec=self.codec, pt=near.pt, ssrc=2 * self.number + 1,
                       send_key=self.key, expect_back=True, recv_local=self.callee, recv_codec="pcmu")
        if not both_ways or self.codec != "pcmu":
            return [there]
        return [there, Stream(local=self.callee, remote=far.address, codec="pcmu", pt=far.pt, ssrc=2 * self.number + 2,
                              recv_key=near.key, expect_back=True, recv_local=self.caller, recv_codec="pcmu")]
