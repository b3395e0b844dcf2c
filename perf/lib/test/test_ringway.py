import unittest

from lib import ringway


class PortsTest(unittest.TestCase):
    def test_reads_where_it_listens(self):
        line = "ringway is ready: http://127.0.0.1:41234/ (media 40001/udp, SIP 5060, speech service embedded on port 3)"
        self.assertEqual(ringway.ports(line), (41234, 40001, 5060))

    def test_names_what_was_said_instead(self):
        with self.assertRaisesRegex(ValueError, "port 1 is taken"):
            ringway.ports("ringway: port 1 is taken")
