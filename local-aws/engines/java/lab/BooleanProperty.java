package lab;

import java.security.PrivilegedAction;

/** Whether a property of the JVM is {@code true}: what Spark looks for in a class of Java's own that Java 24 took away. */
public final class BooleanProperty implements PrivilegedAction<Boolean> {
    private final String name;

    public BooleanProperty(String name) {
        this.name = name;
    }

    @Override
    public Boolean run() {
        return Boolean.getBoolean(name);
    }
}
