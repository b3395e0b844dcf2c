package io.ringway.media.codec.silk;

/** Odds of signal types and gains (RFC 6716 §4.2.7.3 and 4). */
final class GainTables {

    /** Frames with voice activity (table 9). */
    static final short[] TYPE_OF_VOICE = {
        232, 158, 10, 0,
    };

    /** Frames without. */
    static final short[] TYPE_OF_SILENCE = {
        230, 0,
    };

    /** By signal type: upper bits of a gain coded for itself (table 11). */
    static final short[] COARSE = {
        224, 112, 44, 15, 3, 2, 1, 0,
        254, 237, 192, 132, 70, 23, 4, 0,
        255, 252, 226, 155, 61, 11, 2, 0,
    };

    /** Three bits of even odds (table 12). */
    static final short[] EIGHTHS = {
        224, 192, 160, 128, 96, 64, 32, 0,
    };

    /** A gain against the one before (table 13). */
    static final short[] CHANGE = {
        250, 245, 234, 203, 71, 50, 42, 38, 35, 33, 31, 29, 28, 27, 26, 25,
        24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9,
        8, 7, 6, 5, 4, 3, 2, 1, 0,
    };

    /** Two bits of even odds (table 43). */
    static final short[] SEED = {
        192, 128, 64, 0,
    };

    /** Which of two frames have copies of the packet before (table 4). */
    static final short[] COPIES_OF_TWO = {
        203, 150, 0,
    };

    /** Which of three frames have. */
    static final short[] COPIES_OF_THREE = {
        215, 195, 166, 125, 110, 82, 0,
    };

    private GainTables() {}
}
