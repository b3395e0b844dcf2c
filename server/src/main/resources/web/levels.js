/** Quietest level that is shown, in dB below full scale. */
export const FLOOR_DB = -60;

/** Listens to a stream and tells its level. */
export class LevelSource {
  #context = new AudioContext();
  #analyser = this.#context.createAnalyser();
  #samples;

  constructor(stream) {
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
  }

  /** Root mean square of the last 20 ms or so, in dBFS. */
  levelDb() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) {
      sum += sample * sample;
    }
    return toDb(Math.sqrt(sum / this.#samples.length));
  }

  close() {
    this.#context.close();
  }
}

/** 0 at the floor, 1 at full scale. */
export function fraction(db) {
  return Math.min(1, Math.max(0, 1 - db / FLOOR_DB));
}

function toDb(amplitude) {
  return amplitude > 0 ? Math.max(FLOOR_DB, 20 * Math.log10(amplitude)) : FLOOR_DB;
}

const BAR = 3;
const STEP = 5;

/** Draws levels as bars that wander from right to left, and tells the newest to screen readers. */
export class Meter {
  #canvas;
  #output;
  #history = [];

  constructor(canvas, output) {
    this.#canvas = canvas;
    this.#output = output;
    new ResizeObserver(() => this.draw()).observe(canvas);
    // Its colours are those of the style sheet at the time of drawing.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  push(db) {
    this.#history.push(fraction(db));
    const shown = Math.round(Math.max(FLOOR_DB, db));
    this.#output.value = shown <= FLOOR_DB ? "silence" : `${String(shown).replace("-", "−")} dB`;
    this.#canvas.setAttribute("aria-valuenow", shown);
    this.#canvas.setAttribute("aria-valuetext", this.#output.value);
    this.draw();
  }

  reset() {
    this.#history = [];
    this.#output.value = "–";
    this.#canvas.setAttribute("aria-valuenow", FLOOR_DB);
    this.#canvas.removeAttribute("aria-valuetext");
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const ratio = window.devicePixelRatio || 1;
    this.#canvas.width = width * ratio;
    this.#canvas.height = height * ratio;
    const paint = this.#canvas.getContext("2d");
    const style = getComputedStyle(this.#canvas);
    const places = Math.floor(width / STEP);
    this.#history.splice(0, this.#history.length - places);
    paint.scale(ratio, ratio);
    for (let place = 0; place < places; place++) {
      const level = this.#history[this.#history.length - places + place];
      const bar = Math.max(BAR, (level ?? 0) * height);
      paint.fillStyle = level > 0.02 ? style.color : style.getPropertyValue("--line");
      paint.beginPath();
      paint.roundRect(place * STEP, (height - bar) / 2, BAR, bar, BAR / 2);
      paint.fill();
    }
  }
}
