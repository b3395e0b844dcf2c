/** What the server tells of one session, and what can be asked of it, over HTTP. */
export class Session {
  #path;
  #events;

  constructor(id) {
    this.#path = new URL(`sessions/${encodeURIComponent(id)}/`, location.href);
  }

  /**
   * Follows the session.
   *
   * @param onView called, some times a second, with the session as the server sees it
   */
  follow(onView) {
    this.#events = new EventSource(new URL("events", this.#path));
    this.#events.addEventListener("statistics", ({ data }) => onView(JSON.parse(data)));
    this.#events.addEventListener("ended", () => this.close());
  }

  close() {
    this.#events?.close();
  }

  async setEcho(on) {
    const response = await fetch(new URL("echo", this.#path), {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ on }),
    });
    if (!response.ok) {
      throw new Error(`the server answered ${response.status}`);
    }
  }

  get recordingUrl() {
    return new URL("recording", this.#path).href;
  }

  /** Waits, a few seconds at most, until the server has finished the recording. */
  async recordingReady() {
    for (let pauseMs = 200; pauseMs < 4000; pauseMs *= 2) {
      const response = await fetch(this.recordingUrl, { method: "HEAD", cache: "no-store" });
      if (response.ok) {
        return true;
      }
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
    return false;
  }
}
