"""One step of a ladder: so many calls by SIPp, and what they did to the side that answers."""
import csv, re, subprocess, time
from processes import HERE, ROOT, cpu_s, free_port, overruns, resident_mb

SLOW_MS = 100
NO_ROOM = {"ring-full", "slab-empty", "egress-queue", "echo-queue", "segment-queue", "segment-credit", "stage-ring-full",
           "command-queue", "event-queue", "sip-rate", "sip-overload", "missing", "kernel"}


def scenario(folder, media):
    """The caller's scenario, with sound or without."""
    text = (ROOT / "perf/sip/caller.xml").read_text()
    if media:
        sound = folder / "sound.al"
        subprocess.run(["sox", "-n", "-r", "8000", "-c", "1", "-t", "al", sound, "synth", "60", "pinknoise", "vol", "0.2"],
                       check=True)
        text = text.replace("<!-- MEDIA -->",
                            f'<nop><action><exec rtp_stream="{sound},-1,8"/></action></nop>')
        text = text.replace("[auto_media_port]", "[rtpstream_audio_port]")
    path = folder / ("talk.xml" if media else "signal.xml")
    path.write_text(text)
    return path


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def run_step(answerer, folder, xml, rate, calls, hold_ms):
    """Places calls; the cost of both sides, set-up times in ms, failures and losses."""
    for old in folder.glob("*_rtt.csv"):
        old.unlink()
    before, lost = costs(answerer), answerer.lost()
    started, overrun = time.monotonic(), {}
    sipp = subprocess.Popen(
        ["sipp", "-sf", xml, f"{HERE}:{answerer.sip}", "-s", "echo", "-i", HERE, "-mi", HERE, "-p", str(free_port()),
         "-r", str(rate), "-m", str(calls), "-l", str(calls), "-d", str(hold_ms), "-trace_rtt", "-rtt_freq", "1",
         "-trace_screen", "-screen_file", folder / "screen.txt", "-timeout", str(int(calls / rate + hold_ms / 1000 + 40)),
         "-nostdin", "-buff_size", "4194304"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    peak_mb, generator_s = 0, 0
    while sipp.poll() is None:
        time.sleep(0.25)
        peak_mb = max(peak_mb, resident_mb(answerer.pid))
        overrun.update(overruns(answerer.ports))
        try:
            generator_s = cpu_s(sipp.pid)
        except (OSError, IndexError):
            pass
    took = time.monotonic() - started
    after = costs(answerer)
    screen = (folder / "screen.txt").read_text()
    times = []
    for file in folder.glob("*_rtt.csv"):
        times += [float(row[1]) for row in list(csv.reader(open(file), delimiter=";"))[1:]]
    step = {
        "calls": calls, "failed": int(re.findall(r"Failed call\s*\|\s*\d+\s*\|\s*(\d+)", screen)[-1]),
        "set_up": len(times), "p50": percentile(times, 0.5), "p95": percentile(times, 0.95),
        "worst": max(times, default=float("nan")), "generator": generator_s / took, "mb": peak_mb,
        "lost": answerer.lost() - lost,
    }
    step["lost"]["kernel"] = sum(overrun.values())
    step.update({name: (after[name] - before[name]) / took for name in after})
    return step


def costs(answerer):
    compiling = answerer.compiling_s()
    return {"cpu": cpu_s(answerer.pid) - compiling, "compiler": compiling,
            "sink": cpu_s(answerer.sink.pid) if answerer.sink else 0}


def verdict(step):
    """Why a step did not hold; "held" if it did."""
    if step["failed"] or step["set_up"] < step["calls"]:
        return f"{max(step['failed'], step['calls'] - step['set_up'])} calls failed"
    if step["p95"] > SLOW_MS:
        return f"p95 of set-up {step['p95']:.0f} ms"
    lost = {reason: number for reason, number in step["lost"].items() if number and reason in NO_ROOM}
    if lost:
        return "lost: " + ", ".join(f"{number:.0f} {reason}" for reason, number in sorted(lost.items()))
    return "held"
