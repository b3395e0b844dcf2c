import pathlib
import tempfile
import unittest

from lib import awake


class AwakeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.latency = pathlib.Path(folder.name) / "latency"

    def test_asks_for_no_latency_as_long_as_it_is_open(self):
        self.latency.touch()
        kept = awake.Awake(self.latency)
        self.addCleanup(kept.close)
        self.assertEqual(self.latency.read_bytes(), bytes(4))
        self.assertFalse(kept.request.closed)
        kept.close()
        self.assertTrue(kept.request.closed)

    def test_does_without_where_there_is_no_way(self):
        without = awake.Awake(self.latency)
        self.assertIsNone(without.request)
        self.assertFalse(self.latency.exists())
        without.close()


if __name__ == "__main__":
    unittest.main()
