package io.ringway.server;

import java.util.Arrays;

/** The cuts by which the pieces of a speech match best what was heard, found block by block. */
final class StretchPath {

    /** What a cut costs, as a share of a mean block. */
    private static final double CUT = 0.3;

    /** Pieces without a block of so many times the mean energy say nothing about their place. */
    private static final double LOUD = 0.5;

    private final LagTable table;

    /** For each block that may end a piece: how well all before it match, cuts paid for. */
    private final double[] best;

    /** The block that piece begins with, and its lag. */
    private final int[] from;

    private final int[] lag;

    private StretchPath(LagTable table) {
        this.table = table;
        best = new double[table.blocks() + 1];
        from = new int[best.length];
        lag = new int[best.length];
        Arrays.fill(best, 1, best.length, Double.NEGATIVE_INFINITY);
    }

    /**
     * Finds it.
     *
     * @param down by how many samples less a piece may lag than the one before
     * @param up by how many more
     */
    static StretchPath of(LagTable table, int down, int up) {
        StretchPath path = new StretchPath(table);
        for (int end = 1; end <= table.blocks(); end++) {
            path.end(0, end, table.best(0, end, 0, 0, table.lags()), 0);
            int last = end == table.blocks() ? end - 1 : end - StretchedMatch.LEAST_PIECE_BLOCKS;
            for (int start = 1; start <= last; start++) {
                int found = table.best(start, end, path.lag[start], down, up);
                path.end(start, end, found, CUT / table.blocks());
            }
        }
        return path;
    }

    private void end(int start, int end, int found, double cost) {
        double match = best[start] + table.match(start, end, found) - cost;
        if (match > best[end]) {
            best[end] = match;
            from[end] = start;
            lag[end] = found;
        }
    }

    StretchedMatch match(int rateHz) {
        double correlation = 0;
        int cuts = -1;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int end = table.blocks(); end > 0; end = from[end]) {
            correlation += table.match(from[end], end, lag[end]);
            cuts++;
            if (isLoud(from[end], end)) {
                double lagMs = table.samples(lag[end]) * 1_000 / rateHz;
                least = Math.min(least, lagMs);
                most = Math.max(most, lagMs);
            }
        }
        return new StretchedMatch(correlation, cuts, least, most);
    }

    private boolean isLoud(int first, int end) {
        double loudest = 0;
        for (int block = first; block < end; block++) {
            loudest = Math.max(loudest, table.share(block));
        }
        return loudest * table.blocks() > LOUD;
    }
}
