/** Flows: the packets of one conversation, direction and probe within a window, added up. */
package io.wadi.flow;
