package lab;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.deploy.SparkSubmit;
import org.codehaus.janino.ClassBodyEvaluator;

/**
 * Starts a job as SparkSubmit does. Python starts meanwhile and loads pyspark, and all that time Spark only waits for it: a
 * second thread uses each library once that a job will need, so that its classes are there. It touches libraries alone:
 * nothing of Spark's own, which reads the job's settings as it begins.
 */
public final class SparkMain {
    /** What Spark's generated code is made of: a class, loops, conditions, calls, exceptions. */
    private static final String CODE =
            """
            public Object generate(Object[] references) {
              return new Rows(references);
            }

            static final class Rows {
              private final Object[] references;
              private long hash;

              Rows(Object[] references) {
                this.references = references;
              }

              public boolean next(Object row) throws java.io.IOException {
                boolean isNull = row == null;
                String value = isNull ? null : (String) references[0];
                for (int index = 0; index < 3; index++) {
                  if (!isNull && value.length() > index) {
                    hash = hash * 31 + value.charAt(index);
                  } else {
                    throw new RuntimeException("No character " + index);
                  }
                }
                return hash > 0;
              }
            }
            """;

    private SparkMain() {}

    public static void main(String[] arguments) {
        Thread libraries = new Thread(SparkMain::useLibraries, "libraries");
        libraries.setDaemon(true);
        libraries.start();
        SparkSubmit.main(arguments);
    }

    private static void useLibraries() {
        try {
            FileSystem.getFileSystemClass("file", new Configuration());
            ManagementFactory.getPlatformMBeanServer();
            ClassBodyEvaluator compiler = new ClassBodyEvaluator();
            compiler.setClassName("lab.Generated");
            compiler.cook(CODE);
            Class<?> scala = Class.forName("com.fasterxml.jackson.module.scala.DefaultScalaModule");
            Module module = (Module) scala.getConstructor().newInstance();
            new ObjectMapper().registerModule(module).writeValueAsString(Map.of("a", 1));
        } catch (Exception | LinkageError problem) {
            // the job will meet it, too, and says what it is
        }
    }
}
