package lab;

import org.apache.spark.deploy.SparkSubmit;

/** Starts one Glue job's Spark driver as part of the embedded AWS. */
public final class SparkMain {
    private SparkMain() {}

    public static void main(String[] arguments) {
        ParentWatch.start();
        SparkSubmit.main(arguments);
    }
}
