/** A failure with what to do about it, both in plain words for the person at the page. */
export class Problem extends Error {
  constructor(title, advice) {
    super(title);
    this.name = "Problem";
    this.title = title;
    this.advice = advice;
  }

  /** Whatever was thrown, as a Problem. */
  static of(failure) {
    return failure instanceof Problem
      ? failure
      : new Problem("Something went wrong here.", String(failure?.message ?? failure));
  }
}
