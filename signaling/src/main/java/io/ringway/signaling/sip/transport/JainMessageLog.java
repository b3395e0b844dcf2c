package io.ringway.signaling.sip.transport;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JAIN-SIP's log of messages, at trace level of the logger {@code jain-sip.messages}. Public for
 * JAIN-SIP, which makes it by name.
 */
public final class JainMessageLog implements ServerLogger {

    private static final Logger LOG = LoggerFactory.getLogger("jain-sip.messages");

    @Override
    public void logMessage(
            SIPMessage message, String from, String to, boolean sender, long timeMs) {
        LOG.trace("{} -> {}: {}", from, to, message.getFirstLine());
    }

    @Override
    public void logMessage(
            SIPMessage message,
            String from,
            String to,
            String status,
            boolean sender,
            long timeMs) {
        logMessage(message, from, to, sender, timeMs);
    }

    @Override
    public void logMessage(
            SIPMessage message, String from, String to, String status, boolean sender) {
        logMessage(message, from, to, sender, 0);
    }

    @Override
    public void logException(Exception exception) {
        LOG.debug("while logging a message", exception);
    }

    @Override
    public void closeLogFile() {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public void setSipStack(SipStack stack) {}
}
