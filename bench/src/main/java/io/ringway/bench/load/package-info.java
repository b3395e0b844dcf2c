/**
 * How long packets take from the load generator to the speech service: a service that does nothing
 * but read the time.
 *
 * <p>In: streams of the contract, and the file in which the generator notes when it sent what. Out:
 * a line of JSON. One event loop does everything; nothing here runs inside a server.
 */
@NullMarked
package io.ringway.bench.load;

import org.jspecify.annotations.NullMarked;
