package io.ringway.media.recording;

/** The checksum of Ogg pages (RFC 3533 §6): CRC-32, polynomial 0x04C11DB7, nothing reflected. */
final class OggChecksum {

    private static final int POLYNOMIAL = 0x04C1_1DB7;
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int remainder = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                remainder = remainder << 1 ^ (remainder < 0 ? POLYNOMIAL : 0);
            }
            TABLE[i] = remainder;
        }
    }

    private OggChecksum() {}

    static int of(byte[] bytes, int offset, int length) {
        int crc = 0;
        for (int i = offset; i < offset + length; i++) {
            crc = crc << 8 ^ TABLE[(crc >>> 24) ^ (bytes[i] & 0xFF)];
        }
        return crc;
    }
}
