package io.ringway.signaling.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import org.jspecify.annotations.Nullable;

/**
 * One of a domain's servers (SRV, RFC 2782).
 *
 * @param priority the lowest is tried first
 * @param weight share among those of one priority
 * @param target its name, which ends with a dot
 * @param ttlS how long this may be believed; seconds
 */
record ServerRecord(int priority, int weight, int port, String target, long ttlS) {

    private static final int FIXED_BYTES = 6;

    /** Null when it is none, is malformed, or says that there is no such service. */
    static @Nullable ServerRecord parse(DnsRecord record) {
        if (!(record instanceof DnsRawRecord raw) || !record.type().equals(DnsRecordType.SRV)) {
            return null;
        }
        ByteBuf content = raw.content().duplicate();
        if (content.readableBytes() <= FIXED_BYTES) {
            return null;
        }
        int priority = content.readUnsignedShort();
        int weight = content.readUnsignedShort();
        int port = content.readUnsignedShort();
        try {
            String target = DefaultDnsRecordDecoder.decodeName(content);
            boolean none = target.isEmpty() || target.equals(".") || port == 0;
            return none
                    ? null
                    : new ServerRecord(priority, weight, port, target, record.timeToLive());
        } catch (RuntimeException malformed) {
            // Netty's decoder has several exceptions for names that are none; all mean the same.
            return null;
        }
    }
}
