package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sip.media.SipMediaFactory;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all legs of one user agent share.
 *
 * @param timers runs nothing but the handing over of tasks to legs' queues
 */
record AgentContext(
        UserAgentSettings settings,
        Wire wire,
        SipMediaFactory media,
        ScheduledExecutorService timers,
        LegTable legs) {}
