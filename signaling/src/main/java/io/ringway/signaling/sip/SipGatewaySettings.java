package io.ringway.signaling.sip;

import io.ringway.signaling.sip.auth.DigestSettings;
import io.ringway.signaling.sip.dialog.UserAgentSettings;
import io.ringway.signaling.sip.registrar.RegistrarSettings;
import io.ringway.signaling.sip.registrar.SipUsers;
import io.ringway.signaling.sip.transport.SipStackSettings;
import io.ringway.signaling.sip.trunk.TrunkSettings;
import java.util.List;

/**
 * Everything the SIP gateway is told at start.
 *
 * @param users who may register and call
 * @param guests whether others may call too
 */
public record SipGatewaySettings(
        SipStackSettings stack,
        UserAgentSettings agent,
        RegistrarSettings registrar,
        DigestSettings digest,
        SipUsers users,
        boolean guests,
        List<TrunkSettings> trunks) {

    public SipGatewaySettings {
        trunks = List.copyOf(trunks);
    }
}
