/**
 * A phone of few words for tests that look at single messages and packets: SIP as text over one
 * socket, RTP over another. It shares no line with the implementation under test.
 */
package io.ringway.server.sip.phone;
