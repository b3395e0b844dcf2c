package io.ringway.signaling.sip.registrar;

import java.util.List;

/** Where users are. Thread: any; does not block. */
@FunctionalInterface
public interface LocationService {

    /** Contacts of a user that are registered now, the preferred first; none for a stranger. */
    List<Binding> contacts(String user);
}
