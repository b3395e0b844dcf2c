package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.header.ims.PAssertedIdentityHeader;
import io.ringway.signaling.call.CallParties;
import java.util.Locale;
import javax.sip.address.Address;
import javax.sip.header.FromHeader;
import javax.sip.header.HeaderAddress;
import javax.sip.message.Request;

/** Who calls whom, read from an INVITE. */
final class Parties {

    private Parties() {}

    /**
     * The caller is who a trusted side asserts it is (RFC 3325), else who it says it is; the called
     * party is the user of the Request-URI.
     */
    static CallParties of(Request invite, Admission.Known known) {
        Address caller = caller(invite, known.trusted());
        String user = Sip.user(caller.getURI());
        boolean anonymous =
                user.equalsIgnoreCase("anonymous")
                        || Sip.host(caller.getURI())
                                .toLowerCase(Locale.ROOT)
                                .equals("anonymous.invalid");
        String name = caller.getDisplayName() == null ? "" : caller.getDisplayName();
        return new CallParties(
                anonymous ? "" : user,
                anonymous ? "" : unquoted(name),
                Sip.user(invite.getRequestURI()),
                Sip.host(invite.getRequestURI()),
                known.via(),
                RequestCheck.hops(invite) - 1,
                RedirectionHeaders.read(invite, known.trusted()));
    }

    /** A display name without its quotes and escapes (RFC 3261 §25.1, quoted-string). */
    private static String unquoted(String name) {
        return name.strip().replaceAll("^\"|(?<!\\\\)\"$", "").replaceAll("\\\\(.)", "$1");
    }

    private static Address caller(Request invite, boolean trusted) {
        Object asserted = trusted ? invite.getHeader(PAssertedIdentityHeader.NAME) : null;
        return asserted instanceof HeaderAddress identity && identity.getAddress() != null
                ? identity.getAddress()
                : ((FromHeader) invite.getHeader(FromHeader.NAME)).getAddress();
    }
}
