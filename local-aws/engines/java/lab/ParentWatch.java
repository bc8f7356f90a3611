package lab;

/** Ends this JVM when the process that started it is gone: that process holds the other end of standard input. */
final class ParentWatch {
    private ParentWatch() {}

    static void start() {
        Thread watch = new Thread(ParentWatch::waitForEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void waitForEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever sent
            }
        } catch (java.io.IOException gone) {
            // the same as the end of input
        }
        Runtime.getRuntime().halt(143);
    }
}
