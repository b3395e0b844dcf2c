/**
 * Which number goes where: rules an operator writes, one a line, of which the first that fits wins.
 *
 * <p>Comes in: {@link io.ringway.signaling.call.CallParties}. Goes out: a {@link
 * io.ringway.signaling.call.Destination}, or every rule tried and why it did or did not fit.
 * Everything here is immutable, touches no clock, file or network, and takes time in proportion to
 * rules and lengths whatever the rules and numbers are: patterns have no repetition inside.
 *
 * <p>Syntax: <code>CONDITION… -&gt; ACTION… OPTION…</code>, comments from <code>#</code> at the
 * start of a line.
 *
 * <ul>
 *   <li>conditions, all of which must hold: {@code to:} (what was dialled), {@code from:}, {@code
 *       domain:}, {@code via:} ({@code trunk:NAME}, {@code user:NAME}, {@code agent:NAME}, {@code
 *       anonymous}), each with one or more patterns after commas; {@code *} alone is always true
 *   <li>patterns: see {@link io.ringway.signaling.route.Pattern}
 *   <li>actions: {@code echo}, {@code speech}, {@code conference:ROOM}, {@code conference} (the
 *       room that has the dialled name), {@code announce:SOUND}, {@code refuse:CAUSE}, or parties
 *       to be called, after commas: {@code user} (the dialled one), {@code user:NAME}, {@code
 *       agent:NAME}, {@code trunk:NAME}, {@code sip:…}
 *   <li>options: {@code ring:20s}, {@code parallel}, {@code record}, {@code strip:N} and {@code
 *       prefix:DIGITS} (change the number a trunk is given), {@code cause:CAUSE} (after an
 *       announcement)
 *   <li>lines <code>normalize PREFIX -&gt; PREFIX</code> rewrite numbers before any rule sees them
 * </ul>
 */
@NullMarked
package io.ringway.signaling.route;

import org.jspecify.annotations.NullMarked;
