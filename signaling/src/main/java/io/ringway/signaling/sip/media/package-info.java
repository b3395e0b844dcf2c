/**
 * The media of SIP dialogs: offer/answer for plain RTP, SDES-SRTP, DTLS-SRTP and WebRTC, behind one
 * interface, and the legs of the media plane that follow it. Comes in: SDP text; goes out: SDP text
 * and calls on {@link io.ringway.media.LegControl}. Runs on the thread of the dialog it belongs to.
 */
@NullMarked
package io.ringway.signaling.sip.media;

import org.jspecify.annotations.NullMarked;
