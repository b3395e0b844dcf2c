"""What has to be there before anything can be measured."""
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKETS = ROOT / "perf/floor/build/speech"
TOOLS = {"gcc": "gcc", "make": "make", "sox": "sox", "taskset": "util-linux", "setpriv": "util-linux"}


def everything(name, roots=(ROOT,)):
    """Builds all that is ours, in each folder of the project that is measured, and makes packets, so that no step
    waits for a compiler; what is there stays. Ends the program, named in what it says, when something is missing."""
    if os.cpu_count() < 2:
        sys.exit(f"{name} needs two processors: one for the server, one for the generator")
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if missing:
        sys.exit(f"{name} needs {' '.join(missing)}: apt-get install them, libnghttp2-dev, libopus-dev and libssl-dev")
    try:
        for part in ("floor", "load", "speech"):
            subprocess.run(["make", "-s", "-C", ROOT / "perf" / part], check=True, stdout=sys.stderr)
        for root in roots:
            subprocess.run([root / "ringway", "train"], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        subprocess.run([ROOT / "perf/floor/frames-of-speech", PACKETS], check=True, stdout=sys.stderr)
    except subprocess.CalledProcessError as failed:
        sys.exit(f"{name}: {' '.join(map(str, failed.cmd))} failed; why is above")
