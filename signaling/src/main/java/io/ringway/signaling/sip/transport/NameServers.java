package io.ringway.signaling.sip.transport;

import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks name servers for a domain's SIP servers and for addresses, which are remembered for as long
 * as their answers allow.
 *
 * <p>Thread: any; does not block, answers come on an event loop.
 */
final class NameServers implements AutoCloseable {

    private static final long QUERY_TIMEOUT_MS = 1_500;
    private static final int MIN_TTL_S = 1;
    private static final int MAX_TTL_S = 3_600;
    private static final int NEGATIVE_TTL_S = 5;

    private final DnsNameResolver resolver;

    /**
     * @param servers whom to ask; those of the system when empty
     */
    NameServers(EventLoops loops, List<InetSocketAddress> servers) {
        DnsNameResolverBuilder builder =
                new DnsNameResolverBuilder(loops.group().next())
                        .datagramChannelType(loops.datagramType())
                        .socketChannelType(loops.streamType())
                        .queryTimeoutMillis(QUERY_TIMEOUT_MS)
                        .ttl(MIN_TTL_S, MAX_TTL_S)
                        .negativeTtl(NEGATIVE_TTL_S);
        if (!servers.isEmpty()) {
            builder.nameServerProvider(
                    new SequentialDnsServerAddressStreamProvider(
                            servers.toArray(InetSocketAddress[]::new)));
        }
        resolver = builder.build();
    }

    /** The servers of a service such as {@code _sip._udp.example.net}, in no order. */
    CompletableFuture<List<ServerRecord>> servers(String service) {
        String name = service.endsWith(".") ? service : service + ".";
        return future(resolver.resolveAll(new DefaultDnsQuestion(name, DnsRecordType.SRV)))
                .thenApply(NameServers::parsed);
    }

    /** The addresses of a host; at least one. */
    CompletableFuture<List<InetAddress>> addresses(String host) {
        return future(resolver.resolveAll(host));
    }

    private static List<ServerRecord> parsed(List<DnsRecord> records) {
        List<ServerRecord> servers = new ArrayList<>();
        for (DnsRecord record : records) {
            ServerRecord server = ServerRecord.parse(record);
            if (server != null) {
                servers.add(server);
            }
            ReferenceCountUtil.release(record);
        }
        return servers;
    }

    private static <T> CompletableFuture<T> future(Future<T> asked) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        asked.addListener(
                done -> {
                    if (done.isSuccess()) {
                        answer.complete(asked.getNow());
                    } else {
                        answer.completeExceptionally(done.cause());
                    }
                });
        return answer;
    }

    @Override
    public void close() {
        resolver.close();
    }
}
