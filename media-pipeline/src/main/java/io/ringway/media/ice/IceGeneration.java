package io.ringway.media.ice;

import org.jspecify.annotations.Nullable;

/** What lasts from one ICE restart to the next. Thread: the agent's. */
final class IceGeneration {

    final int number;
    final IceCredentials local;
    final CheckList checkList;
    private @Nullable IceCredentials remote;
    private byte[] username = {};

    /** When the first pair became valid, for the nomination delay. */
    long firstValidNs;

    boolean anyValid;

    /** The pair whose nominating check is under way. */
    @Nullable CandidatePair nominating;

    IceGeneration(int number, IceCredentials local, CheckList checkList) {
        this.number = number;
        this.local = local;
        this.checkList = checkList;
    }

    void setRemote(IceCredentials credentials) {
        remote = credentials;
        username = local.usernameTowards(credentials);
    }

    /** Null until signaling brought them; no check can be sent before. */
    @Nullable IceCredentials remote() {
        return remote;
    }

    /** USERNAME of checks to the peer. */
    byte[] username() {
        return username;
    }

    void markValid(long nowNs) {
        firstValidNs = anyValid ? firstValidNs : nowNs;
        anyValid = true;
    }

    /** Everything is to be checked and nominated again. */
    void reopen() {
        anyValid = false;
        nominating = null;
        checkList.reopen();
    }

    /** Whoever is to control now starts nominating afresh. */
    void roleChanged(boolean controlling) {
        if (nominating != null) {
            nominating.nominating = false;
        }
        nominating = null;
        checkList.setControlling(controlling);
    }
}
