/**
 * JMH benchmarks. Run by {@code ringway bench}; results worth keeping go to {@code perf/results/}
 * with machine and command.
 */
@NullMarked
package io.ringway.bench;

import org.jspecify.annotations.NullMarked;
