package io.ringway.signaling.call;

/**
 * Calls parties of every kind, each by the dialer of its kind.
 *
 * @param users calls phones that are registered here
 * @param trunks calls numbers behind trunks
 * @param uris calls SIP URIs
 * @param agents calls browsers that wait
 */
public record LegDialers(LegDialer users, LegDialer trunks, LegDialer uris, LegDialer agents)
        implements LegDialer {

    @Override
    public CallLeg dial(DialRequest request, LegObserver observer) {
        LegDialer dialer =
                switch (request.target()) {
                    case DialTarget.User _ -> users;
                    case DialTarget.Trunk _ -> trunks;
                    case DialTarget.Uri _ -> uris;
                    case DialTarget.Agent _ -> agents;
                };
        return dialer.dial(request, observer);
    }
}
