"""Janus's API over its Unix socket: a JSON object a message; what takes longer is answered by an event."""
import itertools
import json
import socket

EVENTS = ("event", "error")


class Control:
    """One session with one Janus, which asks one question at a time."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.socket.settimeout(10)
        self.socket.connect(str(path))
        self.numbers = itertools.count()
        self.session = {"session_id": self._ask({"janus": "create"}, ("success",))["data"]["id"]}

    def attach(self, plugin):
        """A handle of its own on a plugin."""
        question = {"janus": "attach", "plugin": plugin, **self.session}
        return self._ask(question, ("success",))["data"]["id"]

    def message(self, handle, body, ends=EVENTS):
        """What the plugin says to a request."""
        question = {"janus": "message", "handle_id": handle, "body": body, **self.session}
        answer = self._ask(question, ends)["plugindata"]["data"]
        if "error" in answer:
            raise RuntimeError(f"Janus refused {body['request']}: {answer['error']}")
        return answer

    def _ask(self, question, ends):
        transaction = str(next(self.numbers))
        self.socket.send(json.dumps({**question, "transaction": transaction}).encode())
        while True:
            answer = json.loads(self.socket.recv(65536))
            # Others are acknowledgements, and events of other participants.
            if answer.get("transaction") != transaction or answer["janus"] not in (*ends, "error"):
                continue
            if answer["janus"] == "error":
                raise RuntimeError(f"Janus refused {question['janus']}: {answer['error']['reason']}")
            return answer

    def close(self):
        self.socket.close()
