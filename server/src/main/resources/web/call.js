import { Problem } from "./problem.js";

const SETTLE_MS = 15_000;

const UNREACHABLE = new Problem(
  "The server does not answer.",
  "Is it still running, and is this page's address its address? Then start again.",
);

const HUNG_UP = new Problem("The server ended the call.", "Its log says why.");

const NO_PATH = new Problem(
  "No way for sound to the server.",
  "Its UDP port for media is not reachable from here: open it in the firewall (media-port), and " +
    "if the server is behind NAT, tell it its outer address (announced-addresses).",
);

/**
 * One call: a WebSocket for words, a peer connection for sound.
 *
 * Events: "connected"; "echo" with the returned stream in detail; "ended" with the Problem that
 * ended it in detail, or null when this side hung up.
 */
export class Call extends EventTarget {
  sessionId = "";
  peer = new RTCPeerConnection();
  #socket;
  #ended = false;
  #restarted = false;
  #complaint = null;
  #deadline = 0;

  constructor(stream) {
    super();
    for (const track of stream.getTracks()) {
      this.peer.addTrack(track, stream);
    }
    this.#deadline = setTimeout(() => this.#end(NO_PATH), SETTLE_MS);
    this.#watchPeer();
    this.#openSocket();
  }

  /** Whether the browser knows a way to the server now. */
  get connected() {
    return this.peer.connectionState === "connected";
  }

  hangUp() {
    this.#end(null);
  }

  #watchPeer() {
    this.peer.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) {
        const { candidate: line, sdpMid, sdpMLineIndex } = candidate;
        this.#send({ type: "candidate", candidate: { candidate: line, sdpMid, sdpMLineIndex } });
      }
    };
    this.peer.ontrack = ({ track, streams }) =>
      this.#tell("echo", streams[0] ?? new MediaStream([track]));
    this.peer.onconnectionstatechange = () => this.#connectionChanged();
  }

  #connectionChanged() {
    if (this.connected) {
      clearTimeout(this.#deadline);
      this.#restarted = false;
      this.#tell("connected");
    } else if (this.peer.connectionState === "failed") {
      this.#restartOnce();
    }
  }

  /** A path that broke is looked for once more (another network, a NAT that forgot). */
  #restartOnce() {
    if (this.#restarted) {
      this.#end(NO_PATH);
      return;
    }
    this.#restarted = true;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#end(NO_PATH), SETTLE_MS);
    this.peer.restartIce();
    this.#offer();
  }

  #openSocket() {
    const url = new URL("ws?hello=1", location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    this.#socket = new WebSocket(url);
    this.#socket.onmessage = ({ data }) =>
      this.#receive(data).catch((failure) => this.#end(Problem.of(failure)));
    this.#socket.onclose = () => 
      this.#end(this.#complaint ?? (this.sessionId ? HUNG_UP : UNREACHABLE));
  }

  async #receive(frame) {
    const message = JSON.parse(frame);
    switch (message.type) {
      case "session":
        this.sessionId = message.sessionId;
        await this.#offer();
        break;
      case "offer":
        await this.peer.setRemoteDescription({ type: "offer", sdp: message.sdp });
        await this.#describe("answer");
        break;
      case "answer":
        await this.peer.setRemoteDescription({ type: "answer", sdp: message.sdp });
        break;
      case "candidate":
        await this.peer.addIceCandidate(message.candidate);
        break;
      case "error":
        this.#refused(new Problem("The server refused the call.", message.message));
        break;
      default: // A newer server may say more than this page knows.
    }
  }

  /** Without an answer there is no call; anything else the server says while it lasts can wait. */
  #refused(problem) {
    this.#complaint = problem;
    if (this.peer.signalingState === "have-local-offer") {
      this.#end(problem);
    }
  }

  #offer() {
    return this.#describe("offer").catch((failure) => this.#end(Problem.of(failure)));
  }

  async #describe(type) {
    await this.peer.setLocalDescription();
    this.#send({ type, sdp: this.peer.localDescription.sdp });
  }

  #send(message) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  #end(problem) {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    clearTimeout(this.#deadline);
    this.peer.close();
    this.#socket.close();
    this.#tell("ended", problem);
  }

  #tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
