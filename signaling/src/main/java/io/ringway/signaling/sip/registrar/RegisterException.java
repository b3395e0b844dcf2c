package io.ringway.signaling.sip.registrar;

/** A REGISTER is refused. */
final class RegisterException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final RegistrarCounter counter;

    /**
     * @param status of the response
     * @param reason its reason phrase
     */
    RegisterException(int status, RegistrarCounter counter, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.counter = counter;
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    RegistrarCounter counter() {
        return counter;
    }
}
