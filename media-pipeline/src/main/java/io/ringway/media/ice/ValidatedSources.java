package io.ringway.media.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses checks have proved, told to the ingress; at the cap the one unheard for longest goes.
 * They outlive a restart, so that packets still under way on the old pair find their leg.
 *
 * <p>Thread: the agent's.
 */
final class ValidatedSources {

    private static final class Source {
        final InetSocketAddress address;
        long heardNs;

        Source(InetSocketAddress address, long heardNs) {
            this.address = address;
            this.heardNs = heardNs;
        }
    }

    private final int max;
    private final IceOutput output;
    private final List<Source> sources = new ArrayList<>();

    ValidatedSources(int max, IceOutput output) {
        this.max = max;
        this.output = output;
    }

    /** Adds or refreshes an address; {@code inUse} is never given up for it. */
    void heard(InetSocketAddress address, @Nullable InetSocketAddress inUse, long nowNs) {
        Source stalest = null;
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            if (source.address.equals(address)) {
                source.heardNs = nowNs;
                return;
            }
            boolean candidate = !source.address.equals(inUse);
            if (candidate && (stalest == null || source.heardNs - stalest.heardNs < 0)) {
                stalest = source;
            }
        }
        if (sources.size() >= max && stalest != null) {
            sources.remove(stalest);
            output.sourceRetired(stalest.address);
        }
        sources.add(new Source(address, nowNs));
        output.sourceValidated(address);
    }

    /** An address whose check is of no use: nothing may be taken from it, unless it is known. */
    void refuse(InetSocketAddress address) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).address.equals(address)) {
                return;
            }
        }
        output.sourceRetired(address);
    }

    void retireAll() {
        sources.forEach(source -> output.sourceRetired(source.address));
        sources.clear();
    }
}
