package io.ringway.signaling.http;

/** Comparing entity tags in If-Match and If-None-Match lists (RFC 9110 §8.8.3.2). */
public final class EntityTag {

    private EntityTag() {}

    /**
     * Weak comparison with each member of a list; an empty list matches nothing, {@code *}
     * anything.
     */
    public static boolean matchesAny(String list, String etag) {
        return list.trim().equals("*") || contains(list, etag, true);
    }

    /**
     * Strong comparison with each member of a list (RFC 9110 §13.1.1); {@code *} is the caller's
     * business.
     */
    public static boolean matchesStrongly(String list, String etag) {
        return contains(list, etag, false);
    }

    private static boolean contains(String list, String etag, boolean weakly) {
        for (String member : list.split(",")) {
            String tag = member.trim();
            if (weakly && tag.startsWith("W/")) {
                tag = tag.substring(2);
            }
            if (tag.equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
