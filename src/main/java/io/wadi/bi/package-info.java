/** Who reads schema {@code bi}: roles of the database that see a part of the traffic only. */
package io.wadi.bi;
