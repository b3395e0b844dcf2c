"""Processes under load, and what they cost: a Ringway, its speech service, and SIPp's own answering machine."""
import collections, os, pathlib, re, signal, socket, subprocess, sys, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HERE = "127.0.0.1"
TICKS = os.sysconf("SC_CLK_TCK")


def free_port(kind=socket.SOCK_DGRAM):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind((HERE, 0))
        return probe.getsockname()[1]


def cpu_s(pid, threads=None):
    """Processor seconds a process has used, or those of its threads whose names begin like that."""
    if threads is None:
        return ticks(pathlib.Path(f"/proc/{pid}/stat"))
    tasks = (t for t in pathlib.Path(f"/proc/{pid}/task").iterdir() if (t / "comm").read_text().startswith(threads))
    return sum(ticks(task / "stat") for task in tasks)


def ticks(stat):
    fields = stat.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def overruns(ports):
    """Datagrams the kernel threw away for want of room, by socket, of sockets bound to one of some ports."""
    drops = {}
    for line in open("/proc/net/udp").readlines()[1:]:
        fields = line.split()
        if int(fields[1].split(":")[1], 16) in ports:
            drops[fields[9]] = int(fields[-1])
    return drops


class Process:
    """A process of ours that ends with us."""

    def __init__(self, command, log, folder, ready=None):
        with open(log, "w") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=folder)
        deadline = time.monotonic() + 300
        while ready and ready not in log.read_text():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.close()
                sys.exit(f"{command[0]} did not start:\n" + log.read_text())
            time.sleep(0.2)

    @property
    def pid(self):
        return self.process.pid

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Server(Process):
    """A Ringway of our own on free ports, and the sample speech service beside it."""

    def __init__(self, folder):
        self.sip, self.http = free_port(), free_port(socket.SOCK_STREAM)
        speech = free_port(socket.SOCK_STREAM)
        self.sink = Process([ROOT / "ringway", "sink", f"--listen-address={HERE}", f"--port={speech}",
                             f"--sink-dir={folder}/sink"], folder / "sink.log", folder, ready=str(speech))
        super().__init__(
            [ROOT / "ringway", "run", f"--listen-address={HERE}", f"--http-port={self.http}", "--media-port=0",
             f"--sip-listen-address={HERE}", f"--sip-listen-port={self.sip}", "--sip-tls-port=off",
             "--sip-ws-port=off", "--sip-wss-port=off", "--stun-servers=", "--record=false",
             f"--speech-target={HERE}:{speech}", "--max-sessions=20000", "--log-level=warn"],
            folder / "ringway.log", folder, ready="ringway is ready")

    @property
    def ports(self):
        return {self.sip, *range(10_100, 20_000)}

    def compiling_s(self):
        """Processor seconds of the compiler: much at first, nothing in the end."""
        return cpu_s(self.pid, ("C1 Comp", "C2 Comp"))

    def lost(self):
        """Packets dropped, by reason, and frames that never came and had to be made up."""
        text = urllib.request.urlopen(f"http://{HERE}:{self.http}/metrics", timeout=10).read().decode()
        lost = collections.Counter()
        for reason, number in re.findall(r'^ringway_dropped_total\{reason="([^"]*)"\} ([0-9.eE+]+)$', text, re.M):
            lost[reason] = float(number)
        for name in ("ringway_frames_concealed_plc_total", "ringway_frames_silence_total"):
            lost["missing"] += sum(map(float, re.findall(rf"^{name} ([0-9.eE+]+)$", text, re.M)))
        return lost

    def close(self):
        super().close()
        self.sink.close()


class AnsweringMachine(Process):
    """SIPp's own, which answers at once and sends back what it hears."""

    sink = None

    def __init__(self, folder):
        self.sip = free_port()
        super().__init__(["sipp", "-sn", "uas", "-i", HERE, "-p", str(self.sip), "-rtp_echo", "-mi", HERE,
                          "-mp", str(free_port() & ~1), "-nostdin"], folder / "uas.log", folder)
        time.sleep(0.3)

    @property
    def ports(self):
        return {self.sip}

    def compiling_s(self):
        return 0

    def lost(self):
        return collections.Counter()
