// What a page hears of a track: every sample that was played, and when.

window.Ear = class {
  blocks = [];

  constructor(track) {
    const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: 200 });
    this.reader = processor.readable.getReader();
    this.done = this.listen();
  }

  async listen() {
    for (;;) {
      const { value: sound, done } = await this.reader.read();
      if (done) {
        return;
      }
      const samples = new Float32Array(sound.numberOfFrames);
      sound.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      this.rateHz = sound.sampleRate;
      this.blocks.push({ atMs: performance.timeOrigin + performance.now(), samples, rateHz: sound.sampleRate });
      sound.close();
    }
  }

  /** Samples of the first channel in 16 bits, base64, with the time and length of each block. */
  async heard() {
    await this.reader.cancel();
    await this.done;
    // Before the first packet there is silence at the loudspeaker's rate, then sound at the codec's.
    const heard = this.blocks.filter(({ rateHz }) => rateHz === this.rateHz);
    const bytes = heard.map(({ samples }) => {
      const whole = Int16Array.from(samples, (sample) =>
        Math.max(-32768, Math.min(32767, Math.round(sample * 32768))));
      return String.fromCharCode(...new Uint8Array(whole.buffer));
    });
    const blocks = heard.map(({ atMs, samples }) => ({ atMs, samples: samples.length }));
    return { rateHz: this.rateHz, pcm: btoa(bytes.join("")), blocks };
  }
};
