package io.ringway.signaling.route;

import java.util.List;

/** Rules that cannot be used: every problem, one line each, with file and line. */
public final class RouteSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    RouteSyntaxException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
