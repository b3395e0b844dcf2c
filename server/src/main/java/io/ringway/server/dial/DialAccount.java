package io.ringway.server.dial;

/**
 * Who we are to those who ask for a password.
 *
 * @param user name they know us by
 */
public record DialAccount(String user, String password) {

    public DialAccount {
        if (user.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "--user needs a name and a password: --password-file or"
                            + " RINGWAY_DIAL_PASSWORD");
        }
    }

    @Override
    public String toString() {
        return "DialAccount[" + user + "]";
    }
}
