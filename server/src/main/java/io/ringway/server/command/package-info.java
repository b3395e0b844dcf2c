/**
 * The command line: arguments come in, an exit code goes out. 0 is success, 1 a failure while
 * running, 2 something the operator has to put right first, said in one line each.
 *
 * <p>One class a subcommand, on the main thread. Picocli fills annotated fields by reflection,
 * which is why they are not final.
 */
@NullMarked
package io.ringway.server.command;

import org.jspecify.annotations.NullMarked;
