/**
 * The process: what the command line asked for comes in, a running server goes out. Commands and
 * configuration run on the main thread; nothing here touches a packet.
 */
@NullMarked
package io.ringway.server;

import org.jspecify.annotations.NullMarked;
