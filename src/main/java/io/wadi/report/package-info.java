/**
 * A range of time as one file to send to somebody: the figures of the dashboard, drawn by its own code, which stand in the
 * file together with that code. {@link io.wadi.report.ReportDatabase} reads the figures, {@link io.wadi.report.ReportPage}
 * puts them into the page, and {@link io.wadi.report.PdfPrinter} has a browser print it.
 */
package io.wadi.report;
