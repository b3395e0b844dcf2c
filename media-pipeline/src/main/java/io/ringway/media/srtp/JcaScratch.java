package io.ringway.media.srtp;

/**
 * Heap memory the Java ciphers of one thread share, as javax.crypto does not reach off-heap memory
 * without garbage.
 */
final class JcaScratch {

    private static final int BLOCK = 16;

    /** A packet, then room for HMAC's word and padding or GCM's tag. */
    final byte[] packet;

    /** Counter blocks, or what GCM writes. */
    final byte[] blocks;

    final byte[] keystream;
    final byte[] hmacBlock = new byte[Sha1.BLOCK_BYTES];
    final int[] state = new int[Sha1.STATE_WORDS];
    final int[] schedule = new int[Sha1.SCHEDULE_WORDS];

    JcaScratch(int maxPacketBytes) {
        int blockAligned = (maxPacketBytes + BLOCK - 1) / BLOCK * BLOCK + BLOCK;
        packet = new byte[maxPacketBytes + 2 * Sha1.BLOCK_BYTES];
        blocks = new byte[blockAligned];
        keystream = new byte[blockAligned];
    }
}
