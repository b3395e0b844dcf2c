/**
 * What an operator writes about phones in files of their own: users, trunks and rules. Files come
 * in, one validated {@link io.ringway.server.sip.DialPlan} goes out; every problem is told with its
 * file and line. Runs once, on the main thread.
 */
@NullMarked
package io.ringway.server.sip;

import org.jspecify.annotations.NullMarked;
