package lab;

import io.trino.server.Server;

/** Starts Trino as part of the embedded AWS. Its own main class is only in a download ten times as large. */
public final class TrinoMain {
    private TrinoMain() {}

    public static void main(String[] arguments) {
        new Server().start(arguments[0]);
    }
}
