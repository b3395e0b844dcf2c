package io.ringway.signaling.sip.dialog;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sip.header.OptionTag;
import javax.sip.header.RequireHeader;
import javax.sip.header.SupportedHeader;
import javax.sip.message.Message;

/** SIP extensions by their tags (RFC 3261 §20.32, §20.37). */
final class OptionTags {

    /** What we know. */
    static final Set<String> KNOWN = Set.of("100rel", "timer", "replaces", "norefersub");

    /** The same, as a header's value. */
    static final String SUPPORTED = "100rel, timer, replaces, norefersub";

    private OptionTags() {}

    static boolean supports(Message message, String tag) {
        return tags(message, SupportedHeader.NAME).contains(tag) || requires(message, tag);
    }

    static boolean requires(Message message, String tag) {
        return tags(message, RequireHeader.NAME).contains(tag);
    }

    /** What is required and not known here: what a 420 has to name. */
    static List<String> unknown(Message message) {
        List<String> unknown = tags(message, RequireHeader.NAME);
        unknown.removeAll(KNOWN);
        return unknown;
    }

    private static List<String> tags(Message message, String header) {
        List<String> tags = new ArrayList<>();
        for (Iterator<?> each = message.getHeaders(header); each.hasNext(); ) {
            if (each.next() instanceof OptionTag option && option.getOptionTag() != null) {
                for (String tag : option.getOptionTag().split(",")) {
                    tags.add(tag.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return tags;
    }
}
