package lab;

import org.apache.ivy.plugins.resolver.IBiblioResolver;

/** Prints the Maven repository that Spark asks for {@code --packages}: the default of the Ivy inside it. */
public final class MavenRepository {
    private MavenRepository() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        // by reflection: a constant would be copied into our jar
        System.out.println(IBiblioResolver.class.getField("DEFAULT_M2_ROOT").get(null));
    }
}
