package io.ringway.signaling.sip.registrar;

import io.ringway.signaling.sip.transport.SipFlow;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.transport.SipTransport;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registrar's one timer: every second it sweeps expired contacts and sends OPTIONS to a share
 * of the phones behind NAT on UDP, so that each gets one in every interval and their NAT keeps the
 * way open. Answers are of no interest.
 *
 * <p>Thread: its own.
 */
public final class NatPings implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NatPings.class);

    private final Registrar registrar;
    private final SipStack stack;
    private final int intervalS;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sip-registrar").factory());
    private long second;

    public NatPings(Registrar registrar, SipStack stack, RegistrarSettings settings) {
        this.registrar = registrar;
        this.stack = stack;
        this.intervalS = settings.pingIntervalS();
    }

    public void start() {
        timer.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            second++;
            registrar.sweep();
            if (intervalS > 0) {
                registrar.all().stream().filter(this::isDue).forEach(this::ping);
            }
        } catch (RuntimeException e) {
            LOG.error("the registrar's timer failed; going on", e);
        }
    }

    private boolean isDue(Binding binding) {
        boolean natted = binding.nat() && binding.source().transport() == SipTransport.UDP;
        return natted && Math.floorMod(binding.callId().hashCode() + second, intervalS) == 0;
    }

    private void ping(Binding binding) {
        SipFlow flow = binding.source().flow();
        if (flow == null) {
            return;
        }
        try {
            Request options = options(binding);
            options.removeHeader(ViaHeader.NAME);
            stack.sendBy(options, flow);
            stack.provider().getNewClientTransaction(options).sendRequest();
        } catch (SipException | ParseException | InvalidArgumentException e) {
            LOG.debug("no ping to user={} by=\"{}\"", binding.user(), flow, e);
        }
    }

    private Request options(Binding binding) throws ParseException, InvalidArgumentException {
        Address here =
                stack.addresses()
                        .createAddress(
                                stack.contact(
                                                "",
                                                binding.source().transport(),
                                                binding.source().remote())
                                        .getAddress()
                                        .getURI());
        String tag = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return stack.messages()
                .createRequest(
                        (SipURI) binding.contact().clone(),
                        Request.OPTIONS,
                        stack.provider().getNewCallId(),
                        stack.headers().createCSeqHeader(1L, Request.OPTIONS),
                        stack.headers().createFromHeader(here, tag),
                        stack.headers()
                                .createToHeader(
                                        stack.addresses().createAddress(binding.contact()), null),
                        List.of(),
                        stack.headers().createMaxForwardsHeader(70));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
