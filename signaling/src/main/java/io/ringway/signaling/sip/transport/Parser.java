package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Set;

/**
 * JAIN-SIP's parser behind a guard that also catches what it should not throw. A header that
 * transactions and dialogs need must parse; another one that does not is kept as it is.
 *
 * <p>Thread: any; no state.
 */
final class Parser {

    private static final Set<Class<?>> NEEDED =
            Set.of(
                    From.class,
                    To.class,
                    CSeq.class,
                    Via.class,
                    CallID.class,
                    Contact.class,
                    Route.class,
                    RecordRoute.class,
                    MaxForwards.class,
                    gov.nist.javax.sip.header.ContentLength.class,
                    RequestLine.class,
                    StatusLine.class);

    private Parser() {}

    /**
     * Parses a message that passed the rules.
     *
     * @throws ParseException saying which header could not be
     */
    static SIPMessage parse(byte[] message) throws ParseException {
        try {
            SIPMessage parsed =
                    new StringMsgParser().parseSIPMessage(message, true, false, Parser::onFault);
            if (parsed == null
                    || parsed.getFrom() == null
                    || parsed.getTo() == null
                    || parsed.getCSeq() == null
                    || parsed.getCallId() == null
                    || parsed.getTopmostVia() == null) {
                throw new ParseException("a needed header cannot be read", 0);
            }
            return parsed;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw unparsable("cannot be read", e);
        }
    }

    private static void onFault(
            ParseException fault, SIPMessage message, Class<?> kind, String header, String whole)
            throws ParseException {
        if (kind != null && NEEDED.contains(kind)) {
            throw unparsable(kind.getSimpleName() + " cannot be read", fault);
        }
        message.addUnparsed(header);
    }

    private static ParseException unparsable(String what, Throwable cause) {
        ParseException exception = new ParseException(what, 0);
        exception.initCause(cause);
        return exception;
    }
}
