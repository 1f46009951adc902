/** Puts the stages together: settings, beans and route files make a running Camel application. */
package io.wadi.pipeline;
