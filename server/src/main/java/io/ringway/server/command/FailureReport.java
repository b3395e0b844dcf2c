package io.ringway.server.command;

import io.ringway.server.StartupException;
import io.ringway.server.config.ConfigurationException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into lines an operator can act on, and exit codes. */
final class FailureReport implements IExecutionExceptionHandler {

    private static final int FAILED = 1;
    private static final int PUT_RIGHT_FIRST = 2;

    private final RingwayCommand options;

    FailureReport(RingwayCommand options) {
        this.options = options;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        boolean expected =
                failure instanceof ConfigurationException || failure instanceof StartupException;
        String prefix = expected ? "ringway: " : "ringway: failed: ";
        String message = expected ? String.valueOf(failure.getMessage()) : failure.toString();
        message.lines().forEach(text -> err.println(prefix + text));
        if (options.verbose()) {
            failure.printStackTrace(err);
        } else if (!expected) {
            err.println("ringway: --verbose shows where");
        }
        err.flush();
        return expected ? PUT_RIGHT_FIRST : FAILED;
    }

    /** For arguments that do not parse. */
    static int usage(ParameterException failure, String[] args) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        String hint = String.valueOf(failure.getMessage()).replace('\n', ' ');
        err.println("ringway: " + hint);
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            String name = line.getCommandSpec().qualifiedName();
            err.println("ringway: \"" + name + " --help\" says what there is");
        }
        err.flush();
        return PUT_RIGHT_FIRST;
    }
}
