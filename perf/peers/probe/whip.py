"""Calls by WebRTC, made by Ringway's own caller: one process for all, as it is not measured."""
import array
import json
import pathlib
import subprocess
import wave

from . import opus, sound

LAUNCHER = pathlib.Path(__file__).resolve().parents[3] / "ringway"


def call(url, calls, seconds, folder, echoed):
    """Statistics of all calls, and, where calls are echoed, the 16 kHz samples that came back to the first."""
    spoken, back = folder / "spoken.wav", folder / "back.wav"
    with wave.open(str(spoken), "wb") as file:
        file.setparams((1, 2, opus.RATE_HZ, 0, "NONE", ""))
        file.writeframes(sound.sweep(opus.RATE_HZ, seconds).tobytes())
    done = subprocess.run(
        [LAUNCHER, "call", f"--url={url}", f"--calls={calls}", "--json", "--quiet",
         *([f"--save={back}"] if echoed else []), spoken],
        stdout=subprocess.PIPE, timeout=seconds + 120)
    return json.loads(done.stdout), _samples(back)


def _samples(file):
    """Of a WAV, at 16 kHz, one channel; none when there is no file."""
    if not file.exists():
        return array.array("h")
    with wave.open(str(file), "rb") as back:
        samples = array.array("h", back.readframes(back.getnframes()))
        step = back.getnchannels() * back.getframerate() // opus.RATE_HZ
    return samples[::step]
