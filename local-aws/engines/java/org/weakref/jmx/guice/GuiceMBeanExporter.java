package org.weakref.jmx.guice;

/**
 * Stands before the class of this name that Trino brings, which tells hundreds of figures about Trino to JMX at each
 * start. Nobody asks for them here.
 */
final class GuiceMBeanExporter {}
