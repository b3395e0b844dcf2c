"""Processors kept from halting while something is measured on them."""
import contextlib
import os
import pathlib

LATENCY = pathlib.Path("/dev/cpu_dma_latency")
NONE_US = (0).to_bytes(4, "little")


def possible():
    """Whether there is a way to keep them so."""
    return os.access(LATENCY, os.W_OK)


class Awake:
    """As long as it is open, idle processors wait in a loop, where the kernel lets them; elsewhere nothing happens.

    A host that takes a halted processor away from a virtual machine gives it back late, which would be measured as a
    server's latency. Needs root: the kernel's interface for what latency one can do with (PM QoS).
    """

    def __init__(self, latency=LATENCY):
        self.request = None
        with contextlib.suppress(FileNotFoundError, PermissionError):
            self.request = open(os.open(latency, os.O_WRONLY), "wb", buffering=0)
            self.request.write(NONE_US)

    def close(self):
        if self.request:
            self.request.close()
