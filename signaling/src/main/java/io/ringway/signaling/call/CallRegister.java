package io.ringway.signaling.call;

import org.jspecify.annotations.Nullable;

/** Where calls find each other. Thread: any. */
interface CallRegister {

    /** The call a leg is in, or null. */
    @Nullable CallRunner callOf(String legId);

    @Nullable CallRunner call(String callId);

    /** A leg is in a call from now on. */
    void put(String legId, CallRunner call);

    /** A leg is in no call any more. */
    void remove(String legId, CallRunner call);

    /** Something about a call changed. */
    void changed(CallRunner call);

    /** A signal found no room in its call's queue. */
    void signalDropped();

    /** A call is over, and everybody has been told. */
    void over(CallRunner call, Cause cause);
}
