/** DTLS-SRTP key agreement (RFC 5764). */
@NullMarked
package io.ringway.media.dtls;

import org.jspecify.annotations.NullMarked;
