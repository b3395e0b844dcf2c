package io.ringway.server.dial;

import io.ringway.server.call.CallerProgress;

/** Hears how a call goes while it lasts. */
public interface DialListener {

    /** Wants to hear nothing. */
    DialListener NONE =
            new DialListener() {
                @Override
                public void onStep(String text) {}

                @Override
                public void onProgress(CallerProgress now) {}

                @Override
                public void onMessage(String line) {}
            };

    /** Something a person wants to know, in one line. On the caller's thread. */
    void onStep(String text);

    /** Several times a second while the call is up. On the caller's thread. */
    void onProgress(CallerProgress now);

    /** A message of signaling was sent or received. Thread: any; does not block. */
    void onMessage(String line);
}
