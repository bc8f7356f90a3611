import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.ZipFile;

/**
 * Makes those classes of Spark's jars fit for Java 25 that are not, as their own makers did in later versions. Run:
 * {@code OnJava25 JARS FOLDER}, with the folder of Spark's jars and the one for the classes.
 */
public final class OnJava25 {
    private static final ClassDesc SUBJECT = ClassDesc.of("javax.security.auth.Subject");

    /** An instruction of a class that Java 25 does not take, and what takes its place. */
    private record Fix(String jar, String name, Predicate<CodeElement> isOld, Consumer<CodeBuilder> replacement) {}

    private static final List<Fix> FIXES = List.of(
            // Subject.getSubject only throws; what it is given says nothing any more (HADOOP-19212, in Hadoop 3.4.3)
            currentSubject("org/apache/hadoop/security/UserGroupInformation"),
            currentSubject("org/apache/hadoop/security/authentication/client/KerberosAuthenticator"),
            // a class of Java's own, looked up by its name, is gone (SPARK-55679, in Spark 4.2.0)
            constant(
                    "spark-core_",
                    "org/apache/spark/serializer/SerializationDebugger$",
                    "sun.security.action.GetBooleanAction",
                    "lab.BooleanProperty"),
            // the newest Java that it takes; what it needs of Java is still there (SPARK-53327, in Spark 4.2.0)
            constant("datasketches-memory-", "org/apache/datasketches/memory/internal/ResourceImpl", 21, 25));

    private OnJava25() {}

    /** Writes each class, changed. Throws where there is nothing to change. */
    public static void main(String[] arguments) throws IOException {
        for (Fix fix : FIXES) {
            Path target = Path.of(arguments[1], fix.name() + ".class");
            Files.createDirectories(target.getParent());
            Files.write(target, changed(read(Path.of(arguments[0]), fix), fix));
        }
    }

    private static byte[] read(Path jars, Fix fix) throws IOException {
        try (var found = Files.newDirectoryStream(jars, fix.jar() + "*.jar");
                ZipFile jar = new ZipFile(found.iterator().next().toFile())) {
            return jar.getInputStream(jar.getEntry(fix.name() + ".class")).readAllBytes();
        }
    }

    private static byte[] changed(byte[] bytes, Fix fix) {
        ClassModel before = ClassFile.of().parse(bytes);
        boolean isNeeded = before.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .anyMatch(fix.isOld());
        if (!isNeeded) {
            throw new IllegalStateException(fix.name() + " needs no change");
        }
        return ClassFile.of().transformClass(before, ClassTransform.transformingMethodBodies((code, element) -> {
            if (fix.isOld().test(element)) {
                fix.replacement().accept(code);
            } else {
                code.with(element);
            }
        }));
    }

    private static Fix currentSubject(String name) {
        return new Fix(
                "hadoop-client-api-",
                name,
                element -> element instanceof InvokeInstruction call
                        && call.owner().asSymbol().equals(SUBJECT)
                        && call.name().equalsString("getSubject"),
                code -> code.pop().invokestatic(SUBJECT, "current", MethodTypeDesc.of(SUBJECT)));
    }

    private static Fix constant(String jar, String name, ConstantDesc before, ConstantDesc after) {
        return new Fix(
                jar,
                name,
                element -> element instanceof ConstantInstruction loaded
                        && loaded.constantValue().equals(before),
                code -> code.loadConstant(after));
    }
}
