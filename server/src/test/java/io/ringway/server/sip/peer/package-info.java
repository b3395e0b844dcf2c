/**
 * SIP peers that others wrote (SIPp, baresip, linphone, Kamailio, JsSIP in Chromium), started and
 * ended by tests, and the calls they make to a whole server.
 */
package io.ringway.server.sip.peer;
