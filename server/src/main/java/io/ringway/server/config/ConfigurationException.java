package io.ringway.server.config;

import java.util.List;

/** The configuration cannot be used; each problem is one line that says what would be right. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    private ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One problem. */
    public static ConfigurationException of(String problem) {
        return new ConfigurationException(List.of(problem));
    }

    /** Several problems, at least one. */
    public static ConfigurationException of(List<String> problems) {
        return new ConfigurationException(problems);
    }

    /**
     * @throws ConfigurationException naming the problems, if there are any
     */
    public static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    public List<String> problems() {
        return problems;
    }
}
