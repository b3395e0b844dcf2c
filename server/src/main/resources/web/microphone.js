import { Problem } from "./problem.js";

const AUDIO = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Problems by the name of the exception that browsers throw. */
const REFUSALS = {
  NotAllowedError: [
    "The microphone is blocked.",
    "Allow it for this page: the icon at the left of the address bar, then start again.",
  ],
  NotFoundError: ["There is no microphone.", "Plug one in, then start again."],
  NotReadableError: [
    "The microphone is taken.",
    "Another program holds it: close that, then start again.",
  ],
};

/** Opens the microphone, or says what keeps it shut. */
export async function openMicrophone() {
  if (!window.isSecureContext || !navigator.mediaDevices) {
    throw new Problem(
      "This address gets no microphone.",
      "Browsers give it only to https:// pages and to localhost. " +
        "Start the server with --tls=self-signed and open " +
        `https://${location.host}${location.pathname} instead.`,
    );
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: AUDIO });
  } catch (refusal) {
    const [title, advice] = REFUSALS[refusal.name] ?? [
      "The microphone does not open.",
      `${refusal.name}: ${refusal.message}`,
    ];
    throw new Problem(title, advice);
  }
}
