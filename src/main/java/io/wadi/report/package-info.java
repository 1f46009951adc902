/**
 * A report of a time range as one file: the figures of the dashboard and the code that draws them. {@link
 * io.wadi.report.ReportDatabase} reads the figures, {@link io.wadi.report.ReportPage} writes them into the page, and
 * {@link io.wadi.report.PdfPrinter} prints the page with a browser.
 */
package io.wadi.report;
