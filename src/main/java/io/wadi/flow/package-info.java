/** Flows: the aggregated packets of one conversation, direction and probe within a window. */
package io.wadi.flow;
