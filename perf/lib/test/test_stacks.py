import unittest

from lib import stacks

SAMPLED = """\
[media-shard-0 tid=71];run;work;open 6
[media-shard-0 tid=72];run;work;open 2
[media-shard-0 tid=71];run;work;decode;Lambda.0x00007f10a8 10
[media-shard-0 tid=71];run;work;decode;Lambda.0x00007f20b9 10
[media-loop-1 tid=80];run;read 11
[media-loop-0 tid=81] 1
"""


class StacksTest(unittest.TestCase):
    def test_tells_the_same_stack_of_two_runs_as_one(self):
        counts = stacks.parse(SAMPLED)
        self.assertEqual(8, counts["[media-shard-0];run;work;open"])
        self.assertEqual(20, counts["[media-shard-0];run;work;decode;Lambda"])
        self.assertEqual(40, counts.total())

    def test_counts_a_frame_once_however_deep_it_calls_itself(self):
        _, own, below = stacks.shares(stacks.parse("t;a;a;a 3\nt;a;b 1\n"))
        self.assertEqual({"a": 3, "b": 1}, own)
        self.assertEqual({"a": 4, "b": 1}, below)

    def test_sums_threads_of_a_kind(self):
        threads, _, _ = stacks.shares(stacks.parse(SAMPLED))
        self.assertEqual({"[media-shard-N]": 28, "[media-loop-N]": 12}, threads)

    def test_tells_the_most_first_with_its_share(self):
        own = stacks.summary(stacks.parse(SAMPLED), "1ms").split("time of their own\n")[1].splitlines()
        self.assertEqual(["  50.0 %  Lambda", "  27.5 %  read", "  20.0 %  open"], own[:3])

    def test_leaves_out_what_no_graph_would_show(self):
        kept = stacks.frequent(stacks.parse(SAMPLED), 0.1)
        self.assertEqual(3, len(kept.splitlines()))
        self.assertNotIn("media-loop-0", kept)


if __name__ == "__main__":
    unittest.main()
