package io.ringway.signaling.http;

import java.util.Locale;

/** Whether an Accept header admits a media type (RFC 9110 §12.5.1). */
final class Accept {

    private Accept() {}

    /** An empty header admits everything. */
    static boolean admits(String accept, String mediaType) {
        if (accept.isBlank()) {
            return true;
        }
        int bestSpecificity = -1;
        boolean admitted = false;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            int specificity = specificityOf(parts[0].trim(), mediaType);
            if (specificity > bestSpecificity) {
                bestSpecificity = specificity;
                admitted = !refused(parts);
            }
        }
        return admitted;
    }

    private static int specificityOf(String range, String mediaType) {
        if (range.equals(mediaType)) {
            return 2;
        }
        String anySubtype = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        if (range.equals(anySubtype)) {
            return 1;
        }
        return range.equals("*/*") || range.equals("*") ? 0 : -1;
    }

    private static boolean refused(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].trim().matches("q=0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }
}
