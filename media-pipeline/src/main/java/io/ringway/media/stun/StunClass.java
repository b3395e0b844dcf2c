package io.ringway.media.stun;

/** The four classes of a STUN message and their bits in its type (RFC 8489 §5). */
public enum StunClass {
    REQUEST(0x000),
    INDICATION(0x010),
    SUCCESS(0x100),
    ERROR(0x110);

    private static final int MASK = 0x110;
    private static final int BINDING_METHOD = 0x001;

    private final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    /** The class bits of a message type's 16 bits. */
    static StunClass ofType(int type) {
        return switch (type & MASK) {
            case 0x000 -> REQUEST;
            case 0x010 -> INDICATION;
            case 0x100 -> SUCCESS;
            default -> ERROR;
        };
    }

    /** Whether the type's method bits say Binding, the only method ICE has. */
    static boolean isBinding(int type) {
        return (type & ~MASK) == BINDING_METHOD;
    }

    /** Message type of a Binding message of this class. */
    int bindingType() {
        return bits | BINDING_METHOD;
    }
}
