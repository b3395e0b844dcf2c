import json
import pathlib
import socket
import tempfile
import threading
import unittest

from lib import load


class StairsTest(unittest.TestCase):
    """The generator itself against an echo in this process."""

    def setUp(self):
        if not load.GENERATOR.exists():
            self.skipTest("SKIPPED: the load generator is not built")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.there = 0
        self.plan, self.packets = self.folder / "plan.jsonl", self.folder / "pcmu.raw"
        self.packets.write_bytes(bytes((i * 7919 >> 3) & 255 for i in range(160 * 100)))
        self.echo = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.echo.bind(("127.0.0.1", 0))
        self.echo.settimeout(0.1)
        self.ended = threading.Event()
        thread = threading.Thread(target=self.answer)
        thread.start()
        self.addCleanup(self.echo.close)
        self.addCleanup(thread.join)
        self.addCleanup(self.ended.set)

    def answer(self):
        while not self.ended.is_set():
            try:
                packet, source = self.echo.recvfrom(2048)
            except TimeoutError:
                continue
            self.echo.sendto(packet, source)

    def add_calls(self, end):
        port = self.echo.getsockname()[1]
        with open(self.plan, "a") as plan:
            for number in range(self.there, end):
                plan.write(json.dumps({"local": f"127.77.0.{number + 1}:{port ^ 1}", "remote": f"127.0.0.1:{port}",
                                       "codec": "pcmu", "expect_back": True}) + "\n")
        self.there = end

    def test_counts_each_stair_of_a_growing_plan(self):
        self.add_calls(4)
        stairs = load.Stairs(self.plan, self.packets, load.Options(load_core=0, most=20), self.folder)
        counting = []
        try:
            stairs.send(4, 0.2)
            self.assertEqual(counting, [])
            for calls, there in ((4, 4), (12, 12), (6, 12)):
                self.add_calls(there)
                figures = stairs.stair(calls, 0.2, 0.6, lambda: counting.append(1))
                self.assertAlmostEqual(figures.sent, calls * 50 * figures.seconds, delta=calls)
                self.assertEqual((figures.lost, figures.failed), (0, 0))
                self.assertGreater(figures.p50_ms, 0)
        finally:
            stairs.close()
        self.assertEqual(len(counting), 3)
        self.assertEqual(stairs.process.process.returncode, 0)
