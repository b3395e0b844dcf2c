/**
 * Configuration: what operators write comes in (a commented defaults file, a file of their own,
 * environment, flags), one validated {@link io.ringway.server.config.Configuration} goes out.
 *
 * <p>{@code ringway-defaults.properties} is the one list of settings: its keys become flags and
 * environment variables, its comments their help, its "Allowed:" lines their validation. Runs once,
 * on the main thread.
 */
@NullMarked
package io.ringway.server.config;

import org.jspecify.annotations.NullMarked;
