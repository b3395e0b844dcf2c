"""What a result has to say about where it comes from."""
import datetime, os, pathlib, re, subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def commit():
    said = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--exclude=*", "--dirty= with changes"],
                          capture_output=True, text=True)
    return said.stdout.strip() or "not known"


def header(command, arguments):
    """The first lines of a result file: command, date, machine, commit."""
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return (f"command    {' '.join([command, *map(str, arguments)])}\n"
            f"date       {datetime.datetime.now(datetime.UTC):%FT%TZ}\n"
            f"machine    {model[1] if model else '?'}, {os.cpu_count()} processors, Linux {os.uname().release}\n"
            f"commit     {commit()}\n")
