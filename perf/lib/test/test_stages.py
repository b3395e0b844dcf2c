import unittest

from lib import stages


def result(name, sessions, samples, garbage, **parameters):
    return {
        "benchmark": f"io.ringway.bench.{name}", "params": {**parameters, "sessions": str(sessions)},
        "primaryMetric": {"rawData": [samples]}, "secondaryMetrics": {"gc.alloc.rate.norm": {"score": garbage}},
    }


class StagesTest(unittest.TestCase):
    def test_puts_numbers_of_sessions_side_by_side(self):
        table = stages.rows([
            result("JitterBenchmark.inOrder", 1, [10, 12, 11], 0),
            result("JitterBenchmark.inOrder", 100, [20, 20, 20], 0.01),
            result("JitterBenchmark.inOrder", 2000, [29, 31, 30], 0.2),
        ])
        _, line = stages.text(table).splitlines()
        self.assertEqual(["JitterBenchmark.inOrder", "11.0", "20.0", "30.0", "1.50", "18%", "0.2"], line.split())

    def test_keeps_what_differs_otherwise_apart(self):
        table = stages.rows([
            result("SrtpBenchmark.open", 1, [300], 0, profile="GCM"), result("SrtpBenchmark.open", 1, [310], 0, profile="CM"),
        ])
        self.assertEqual(["SrtpBenchmark.open GCM", "SrtpBenchmark.open CM"], list(table))

    def test_leaves_empty_what_has_no_sessions(self):
        bare = result("RingBenchmark.mediaRing", 1, [60], 0)
        del bare["params"]
        _, line = stages.text(stages.rows([bare])).splitlines()
        self.assertEqual(["RingBenchmark.mediaRing", "60.0", "0%", "0.0"], line.split())


if __name__ == "__main__":
    unittest.main()
