// A SIP phone in a page, driven from outside by tests: JsSIP over WebSocket. What is asked of it
// comes by name as of caller.js; every answer is plain data.

import JsSIP from "jssip";

const MICROPHONE = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const MEDIA = { pcConfig: { iceServers: [] }, sessionTimersExpires: 120 };

class Phone {
  events = [];
  player = new Audio();
  call = null;

  constructor({ url, user, domain, password, registers = true }) {
    this.player.autoplay = true;
    this.agent = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(url)],
      uri: `sip:${user}@${domain}`,
      password,
      register: registers,
      register_expires: 60,
      session_timers: true,
    });
    for (const event of ["connected", "disconnected", "registered", "registrationFailed"]) {
      this.agent.on(event, () => this.events.push({ event }));
    }
    this.agent.on("newRTCSession", ({ session, originator }) => this.follow(session, originator));
    this.agent.start();
  }

  follow(session, originator) {
    this.call = session;
    this.events.push({ event: "call", from: session.remote_identity.uri.toString(), originator });
    if (session.connection) {
      this.hear(session.connection);
    }
    session.on("peerconnection", ({ peerconnection }) => this.hear(peerconnection));
    for (const event of ["progress", "accepted", "confirmed", "ended", "failed", "hold", "unhold"]) {
      session.on(event, ({ cause, originator: by, message } = {}) =>
        this.events.push({ event, cause, by, status: message?.status_code }));
    }
    session.on("newDTMF", ({ originator: by, dtmf }) =>
      this.events.push({ event: "key", by, key: dtmf.tone }));
    session.on("refer", ({ request }) => this.events.push({ event: "refer" }));
  }

  hear(peer) {
    this.peer = peer;
    peer.addEventListener("track", ({ track }) => {
      this.track = track;
      this.player.srcObject = new MediaStream([track]);
    });
  }

  /** Silence, until there is something to say. */
  silence() {
    this.context ??= new AudioContext({ sampleRate: 48000 });
    return this.context.createMediaStreamDestination().stream;
  }

  async dial({ uri }) {
    this.agent.call(uri, { ...MEDIA, mediaStream: this.silence() });
  }

  async answer() {
    this.call.answer({ ...MEDIA, mediaStream: this.silence() });
  }

  async refuse({ status }) {
    this.call.terminate({ status_code: status });
  }

  /** From here on the microphone is heard, all it has from the beginning: it is opened anew. */
  async feed() {
    await this.peer.getSenders()[0].replaceTrack(null);
    this.microphone?.getTracks().forEach((track) => track.stop());
    this.microphone = await navigator.mediaDevices.getUserMedia({ audio: MICROPHONE });
    const [track] = this.microphone.getAudioTracks();
    await this.peer.getSenders()[0].replaceTrack(track);
  }

  /** A key by telephone event or by INFO. */
  async press({ key, by = "RFC2833" }) {
    this.call.sendDTMF(key, { transportType: by, duration: 100 });
  }

  async hold() {
    await this.done("hold");
  }

  async unhold() {
    await this.done("unhold");
  }

  /** Asks for it, and waits until the other end has answered. */
  async done(wish) {
    await new Promise((resolve, reject) => {
      if (!this.call[wish]({}, resolve)) {
        reject(new Error(`${wish} is not possible now`));
      }
    });
  }

  /** Sends the other end to somebody else. */
  async transfer({ uri }) {
    this.call.refer(uri, {
      eventHandlers: Object.fromEntries(
        ["requestSucceeded", "requestFailed", "trying", "accepted", "failed"].map((event) => [
          event, () => this.events.push({ event: `transfer ${event}` })])),
    });
  }

  async hangUp() {
    this.call.terminate();
  }

  /** From here on every sample the other end is heard with is kept. */
  async listen() {
    this.ear = new window.Ear(this.track);
  }

  async heard() {
    return await this.ear.heard();
  }

  async told() {
    return this.events;
  }

  async statistics() {
    return [...(await this.peer.getStats()).values()];
  }

  end() {
    this.agent.stop();
    this.microphone?.getTracks().forEach((track) => track.stop());
  }
}

window.caller = {
  current: null,
  create: async (options) => {
    window.caller.current?.end();
    window.caller.current = new Phone(options);
  },
};
