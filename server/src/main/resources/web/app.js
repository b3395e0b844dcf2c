import { Call } from "./call.js";
import { FLOOR_DB, LevelSource, Meter, fraction } from "./levels.js";
import { openMicrophone } from "./microphone.js";
import { Problem } from "./problem.js";
import { Session } from "./session.js";
import { readStatistics } from "./statistics.js";

const LEVEL_INTERVAL_MS = 50;
const STATISTICS_INTERVAL_MS = 1000;
const SILENT_AFTER_MS = 4000;

const element = (id) => document.getElementById(id);
const local = new Meter(element("local-meter"), element("local-value"));
const remote = new Meter(element("remote-meter"), element("remote-value"));

/** The call there is, with all that belongs to it; null between calls. */
let current = null;

element("server").textContent = location.host;
element("call").addEventListener("click", () => (current ? current.call.hangUp() : start()));
element("echo").addEventListener("change", changeEcho);

async function start() {
  show("connecting", "Asking for the microphone…");
  complain(null);
  element("recording").hidden = true;
  element("call").disabled = true;
  try {
    const stream = await openMicrophone();
    show("connecting", "Connecting…");
    begin(stream);
  } catch (failure) {
    show("idle", "Not connected.");
    complain(Problem.of(failure));
  } finally {
    element("call").disabled = false;
  }
}

function begin(stream) {
  const call = new Call(stream);
  const levels = new LevelSource(stream);
  current = {
    call,
    stream,
    levels,
    session: null,
    startedMs: 0,
    lastSoundMs: 0,
    heardDb: FLOOR_DB,
    timers: [],
  };
  element("call-label").textContent = "Cancel";
  current.timers.push(setInterval(showLevel, LEVEL_INTERVAL_MS));
  call.addEventListener("connected", connected);
  call.addEventListener("echo", ({ detail }) => (element("echo-player").srcObject = detail));
  call.addEventListener("ended", ({ detail }) => ended(detail));
}

function connected() {
  const { call, session } = current;
  if (session) {
    return; // The path was only found again.
  }
  current.session = new Session(call.sessionId);
  current.startedMs = current.lastSoundMs = performance.now();
  current.session.follow(showServerView);
  current.timers.push(setInterval(() => showStatistics(call), STATISTICS_INTERVAL_MS));
  show("live", "Connected.");
  element("call-label").textContent = "Stop";
  changeEcho();
}

function ended(problem) {
  const { stream, levels, session, timers } = current;
  current = null;
  timers.forEach(clearInterval);
  stream.getTracks().forEach((track) => track.stop());
  levels.close();
  session?.close();
  element("echo-player").srcObject = null;
  document.documentElement.style.setProperty("--level", 0);
  local.reset();
  remote.reset();
  show("idle", problem ? "The call has ended." : "Done. Start again whenever you like.");
  element("call-label").textContent = "Start";
  element("clock").textContent = "";
  complain(problem);
  if (session) {
    offerRecording(session);
  }
}

async function offerRecording(session) {
  if (!(await session.recordingReady().catch(() => false)) || current) {
    return;
  }
  const player = element("recording-player");
  element("recording-note").textContent = "";
  player.onerror = () =>
    (element("recording-note").textContent =
      "This browser does not play Ogg/Opus; the download plays in any media player.");
  player.src = session.recordingUrl;
  element("recording-link").href = session.recordingUrl;
  element("recording").hidden = false;
}

async function changeEcho() {
  const on = element("echo").checked;
  element("echo-player").muted = !on;
  try {
    await current?.session?.setEcho(on);
  } catch (failure) {
    complain(new Problem("The echo could not be switched.", failure.message));
  }
}

function showLevel() {
  const db = current.levels.levelDb();
  local.push(db);
  document.documentElement.style.setProperty("--level", fraction(db).toFixed(3));
  if (current.session) {
    remote.push(current.heardDb);
  }
  if (db > FLOOR_DB) {
    current.lastSoundMs = performance.now();
  }
}

function liveText() {
  const nowMs = performance.now();
  if (!current.call.connected) {
    return "The connection is interrupted; looking for a way…";
  }
  if (nowMs - current.lastSoundMs > SILENT_AFTER_MS) {
    return "Connected, but the microphone is silent: is it muted?";
  }
  return "Connected.";
}

function duration(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

async function showStatistics(call) {
  const read = await readStatistics(call.peer);
  if (current?.call !== call) {
    return;
  }
  show("live", liveText());
  element("clock").textContent = duration(performance.now() - current.startedMs);
  number("loss", read.lossPercent, 1);
  number("jitter", read.jitterMs, 1);
  number("round-trip", read.roundTripMs, 0);
  fact("Session", call.sessionId);
  fact("Codec", read.codec);
  fact("Encryption", read.srtpCipher);
  fact("Server", read.remoteAddress);
  fact("Packets sent", read.packetsSent);
  fact("Packets echoed", read.packetsReceived);
}

function showServerView({ level, statistics }) {
  if (!current) {
    return;
  }
  current.heardDb = level?.rmsDbfs ?? FLOOR_DB;
  const addedDelayMs = statistics?.addedDelayMs ?? -1;
  number("added-delay", addedDelayMs >= 0 ? addedDelayMs : undefined, 1);
  fact("Speech segments", statistics?.segmentsForwarded);
}

function number(id, value, digits) {
  element(id).textContent = value === undefined ? "–" : value.toFixed(digits);
}

function fact(name, value) {
  const id = `fact-${name.replaceAll(" ", "-")}`;
  let place = element(id);
  if (!place) {
    const term = document.createElement("dt");
    term.textContent = name;
    place = document.createElement("dd");
    place.id = id;
    element("facts").append(term, place);
  }
  place.textContent = value ?? "–";
}

function show(state, text) {
  document.body.dataset.state = state;
  if (element("status").textContent !== text) {
    element("status").textContent = text;
  }
}

function complain(problem) {
  element("problem").hidden = !problem;
  element("problem-title").textContent = problem?.title ?? "";
  element("problem-advice").textContent = problem?.advice ?? "";
}
