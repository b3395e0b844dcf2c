package io.ringway.signaling.sip.registrar;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import java.text.ParseException;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sip.InvalidArgumentException;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Responses of the registrar, ready to be sent. */
final class RegisterResponses {

    private static final int RETRY_AFTER_S = 60;
    private static final String FLOW_TIMER_S = "120";

    private final HeaderFactory headers = new HeaderFactoryImpl();
    private final RegistrarSettings settings;

    RegisterResponses(RegistrarSettings settings) {
        this.settings = settings;
    }

    Response plain(Request request, int status, String reason, List<Header> more) {
        try {
            Response response = new MessageFactoryImpl().createResponse(status, request);
            response.setReasonPhrase(reason);
            ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
            if (to.getTag() == null) {
                to.setTag(Long.toHexString(ThreadLocalRandom.current().nextLong()));
            }
            more.forEach(response::addHeader);
            return response;
        } catch (ParseException e) {
            throw new IllegalStateException("no response to " + request, e);
        }
    }

    Header unsupported(String option) {
        try {
            return headers.createUnsupportedHeader(option);
        } catch (ParseException e) {
            throw new IllegalArgumentException("not an option tag: " + option, e);
        }
    }

    Response refusal(Request request, RegisterException refused) {
        Response response = plain(request, refused.status(), refused.reason(), List.of());
        try {
            if (refused.status() == Response.INTERVAL_TOO_BRIEF) {
                response.addHeader(headers.createMinExpiresHeader(settings.minExpiresS()));
            } else if (refused.status() == Response.SERVICE_UNAVAILABLE) {
                response.addHeader(headers.createRetryAfterHeader(RETRY_AFTER_S));
            }
            return response;
        } catch (InvalidArgumentException e) {
            throw new IllegalStateException("no response to " + request, e);
        }
    }

    /** RFC 3261 §10.3, 8: all contacts there are now, with what is left of each. */
    Response contacts(Request request, List<Binding> bindings, long nowNs) {
        Response response = plain(request, Response.OK, "OK", List.of());
        try {
            for (Binding binding : bindings) {
                response.addHeader(contact(binding, nowNs));
            }
            response.addHeader(
                    headers.createDateHeader(new GregorianCalendar(TimeZone.getTimeZone("GMT"))));
            for (String path : RegisterContacts.pathValues(request)) {
                response.addHeader(headers.createHeader("Path", path));
            }
            if (bindings.stream().anyMatch(binding -> binding.regId() > 0)) {
                response.addHeader(headers.createRequireHeader("outbound"));
                response.addHeader(headers.createHeader("Flow-Timer", FLOW_TIMER_S));
            }
            return response;
        } catch (ParseException e) {
            throw new IllegalStateException("no response to " + request, e);
        }
    }

    private ContactHeader contact(Binding binding, long nowNs) throws ParseException {
        ContactHeader contact =
                headers.createContactHeader(
                        new AddressFactoryImpl().createAddress(binding.contact()));
        long leftS = TimeUnit.NANOSECONDS.toSeconds(binding.expiresNs() - nowNs + 999_999_999);
        try {
            contact.setExpires((int) leftS);
            if (binding.q() < 1f) {
                contact.setQValue(binding.q());
            }
        } catch (InvalidArgumentException e) {
            throw new IllegalStateException("not a contact: " + binding, e);
        }
        if (!binding.instance().isEmpty()) {
            contact.setParameter("+sip.instance", "\"" + binding.instance() + "\"");
        }
        if (binding.regId() > 0) {
            contact.setParameter("reg-id", String.valueOf(binding.regId()));
        }
        return contact;
    }
}
