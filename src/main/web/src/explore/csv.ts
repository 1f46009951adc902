import {times} from '../stack';
import type {Findings, Row} from './figures';

/** A spreadsheet runs a text that begins like a formula (CWE-1236), so such a text gets an apostrophe. */
function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What is shown as CSV (RFC 4180): a line for each group, with a column for each bucket by its start. */
export function csv(findings: Findings): string {
  const isCompared = findings.former !== null;
  const head = [
    ...findings.by.flatMap(name => [name, `${name} label`]), 'other', findings.measure, 'packets', 'bytes',
    ...(isCompared ? [`former ${findings.measure}`, 'change percent'] : []),
    ...times(findings.range).map(start => new Date(start * 1000).toISOString()),
  ];
  const line = (row: Row) => [
    ...row.values.flatMap((value, index) => [value, row.labels[index]]), row.other ? 'true' : 'false',
    row.now.value, row.now.packets, row.now.bytes,
    ...(isCompared ? [row.former?.value, row.change] : []),
    ...(row.now.series ?? []),
  ];
  return [head, ...findings.rows.map(line)].map(cells => cells.map(cell).join(',')).join('\r\n') + '\r\n';
}
