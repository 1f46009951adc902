/** One run of capture files through the whole pipeline, and the proof that every packet arrived. */
package io.wadi.ingest;
