// Calls a Ringway from a page, driven from outside by tests. What is asked of it comes by name:
// window.caller.open(…), feed(), statistics()…; every answer is plain data.

const MICROPHONE = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const FRAGMENT = "application/trickle-ice-sdpfrag";

class Caller {
  sessionId = "";
  errors = [];
  closed = null;
  peer = new RTCPeerConnection();
  player = new Audio();

  constructor() {
    this.player.autoplay = true;
    this.peer.ontrack = ({ track }) => {
      this.player.srcObject ??= new MediaStream();
      this.player.srcObject.addTrack(track);
    };
  }

  /** As many audio sections as the call has. */
  addAudio(sections) {
    for (let section = 0; section < sections; section++) {
      this.peer.addTransceiver("audio");
    }
  }

  /** From here on the microphone is heard: nothing was sent before. */
  async feed() {
    this.microphone = await navigator.mediaDevices.getUserMedia({ audio: MICROPHONE });
    const [track] = this.microphone.getAudioTracks();
    for (const transceiver of this.peer.getTransceivers()) {
      await transceiver.sender.replaceTrack(track);
    }
  }

  /** Nothing is sent any more; the call goes on. */
  async hush() {
    for (const { sender } of this.peer.getTransceivers()) {
      await sender.replaceTrack(null);
    }
    this.microphone?.getTracks().forEach((track) => track.stop());
  }

  async gathered() {
    while (this.peer.iceGatheringState !== "complete") {
      await new Promise((resolve) =>
        this.peer.addEventListener("icegatheringstatechange", resolve, { once: true }));
    }
    return this.peer.localDescription.sdp;
  }

  /** From here on every sample the remote party is heard with is kept. */
  async listen() {
    const [{ receiver }] = this.peer.getTransceivers();
    this.ear = new Ear(receiver.track);
  }

  /** All that was heard since. */
  async heard() {
    return await this.ear.heard();
  }

  /** Presses a key (RFC 4733). */
  async press({ key }) {
    const [{ sender }] = this.peer.getTransceivers();
    sender.dtmf.insertDTMF(key, 100);
  }

  state() {
    const { connectionState, iceConnectionState, signalingState } = this.peer;
    const { sessionId, errors, closed } = this;
    return { connectionState, iceConnectionState, signalingState, sessionId, errors, closed };
  }

  async statistics() {
    return [...(await this.peer.getStats()).values()];
  }

  end() {
    this.peer.close();
    this.player.srcObject = null;
    this.microphone?.getTracks().forEach((track) => track.stop());
  }
}

/** Words over a WebSocket: GET /ws. */
class SocketCaller extends Caller {
  calls = [];

  /**
   * @param agent name to wait for calls under
   * @param answer "manual" to be asked before a call is answered
   * @param tamper what to change on the way: "sent" or "received" with [pattern, replacement]
   */
  async open({ url, offers = "client", trickle = true, sections = 1, tamper = {}, agent, answer }) {
    this.trickle = trickle;
    this.tamper = tamper;
    const query = new URLSearchParams({ hello: "1" });
    for (const [name, value] of Object.entries({ agent, answer })) {
      if (value) {
        query.set(name, value);
      }
    }
    if (offers === "server") {
      query.set("offer", "server");
    }
    this.socket = new WebSocket(`${url}?${query}`);
    this.socket.onclose = ({ code, reason }) => (this.closed = { code, reason });
    this.peer.onicecandidate = ({ candidate }) => {
      if (trickle) {
        this.send({ type: "candidate", candidate });
      }
    };
    const greeted = new Promise((resolve) => (this.greeted = resolve));
    this.socket.onmessage = ({ data }) =>
      this.receive(JSON.parse(data)).catch((failure) => this.errors.push(String(failure)));
    await greeted;
    if (offers === "client") {
      this.addAudio(sections);
      await this.describe();
    }
    return this.sessionId;
  }

  async receive(message) {
    switch (message.type) {
      case "session":
        this.sessionId = message.sessionId;
        this.greeted();
        break;
      case "offer":
        await this.peer.setRemoteDescription(this.described("received", message));
        this.peer.getTransceivers().forEach((transceiver) => (transceiver.direction = "sendrecv"));
        await this.describe();
        break;
      case "answer":
        await this.peer.setRemoteDescription(this.described("received", message));
        break;
      case "candidate":
        await this.peer.addIceCandidate(message.candidate);
        break;
      case "call":
        this.calls.push(message);
        break;
      case "error":
        this.errors.push(message.code);
        break;
    }
  }

  described(way, { type, sdp }) {
    const [pattern, replacement] = this.tamper[way] ?? ["$^", ""];
    return { type, sdp: sdp.replace(new RegExp(pattern, "g"), replacement) };
  }

  /** What was told of calls. */
  async told() {
    return this.calls;
  }

  /** Answers, rejects or hangs up. */
  async act({ action }) {
    this.send({ type: "call", action });
  }

  async restart() {
    this.peer.restartIce();
    await this.describe();
  }

  /** Has the server make the offer that restarts ICE. */
  async requestRestart() {
    this.send({ type: "ready", iceRestart: true });
  }

  async describe() {
    await this.peer.setLocalDescription();
    if (!this.trickle) {
      await this.gathered();
    }
    this.send(this.described("sent", this.peer.localDescription));
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  end() {
    super.end();
    this.socket.close();
  }
}

/** Words over HTTP: POST /webrtc, and WHIP (RFC 9725) for the rest. */
class WhipCaller extends Caller {
  async open({ url, trickle = false, sections = 1 }) {
    this.addAudio(sections);
    await this.peer.setLocalDescription();
    const whole = trickle ? this.peer.localDescription.sdp : await this.gathered();
    const offer = trickle ? whole.replace(/a=candidate:.*\r\n/g, "") : whole;
    const response = await this.ask(url, "POST", "application/sdp", offer);
    this.status = response.status;
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    this.resource = new URL(response.headers.get("Location"), url);
    this.etag = response.headers.get("ETag");
    this.sessionId = response.headers.get("X-Conversation-Id");
    this.answer = await response.text();
    await this.peer.setRemoteDescription({ type: "answer", sdp: this.answer });
    return this.sessionId;
  }

  /** Sends candidates after the answer; the response's status. */
  async trickle() {
    await this.gathered();
    return (await this.patch(this.etag, this.fragment())).status;
  }

  /** Restarts ICE by a fragment: new credentials out, new credentials in (RFC 9725 §4.3.3). */
  async restart() {
    this.peer.restartIce();
    await this.peer.setLocalDescription();
    await this.gathered();
    const response = await this.patch("*", this.fragment());
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    this.etag = response.headers.get("ETag");
    this.answer = withTransportOf(this.answer, await response.text());
    await this.peer.setRemoteDescription({ type: "answer", sdp: this.answer });
  }

  fragment() {
    const lines = this.peer.localDescription.sdp.split("\r\n");
    const chosen = /^(a=ice-(ufrag|pwd):|m=audio|a=mid:|a=candidate:)/;
    return [...lines.filter((line) => chosen.test(line)), "a=end-of-candidates", ""].join("\r\n");
  }

  patch(etag, body) {
    return this.ask(this.resource, "PATCH", FRAGMENT, body, { "If-Match": etag });
  }

  ask(url, method, type, body, headers = {}) {
    return fetch(url, { method, body, headers: { "Content-Type": type, ...headers } });
  }

  /** Ends the session at the server; the response's status. */
  async hangUp() {
    return (await fetch(this.resource, { method: "DELETE" })).status;
  }
}

/** A description with the ICE credentials and candidates of a fragment instead of its own. */
function withTransportOf(description, fragment) {
  const of = (name) => fragment.match(new RegExp(`a=${name}:(.*)\r\n`))[1];
  const candidates = fragment.match(/a=candidate:.*\r\n/g).join("");
  let placed = false;
  return description
    .replace(/a=ice-ufrag:.*\r\n/g, `a=ice-ufrag:${of("ice-ufrag")}\r\n`)
    .replace(/a=ice-pwd:.*\r\n/g, `a=ice-pwd:${of("ice-pwd")}\r\n`)
    .replace(/(a=candidate:.*\r\n)+/g, () => (placed ? "" : ((placed = true), candidates)));
}

const kinds = { socket: SocketCaller, whip: WhipCaller };

window.caller = {
  current: null,
  create: async (kind) => {
    window.caller.current?.end();
    window.caller.current = new kinds[kind]();
  },
};
