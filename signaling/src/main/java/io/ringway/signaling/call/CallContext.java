package io.ringway.signaling.call;

import io.ringway.media.MediaEngine;
import io.ringway.signaling.session.SessionManagerClient;

/** What every call of a process works with. */
record CallContext(
        CallSettings settings,
        SessionManagerClient manager,
        MediaEngine engine,
        CallRouter router,
        LegDialer dialer,
        CallDirectory directory,
        Sounds sounds,
        CallClock clock,
        CallRegister register) {}
