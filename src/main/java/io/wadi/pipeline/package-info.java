/** Assembles the stages: settings, beans and route files become a running Camel application. */
package io.wadi.pipeline;
