/** SRTP and SRTCP (RFC 3711, RFC 6188, RFC 7714). */
@NullMarked
package io.ringway.media.srtp;

import org.jspecify.annotations.NullMarked;
