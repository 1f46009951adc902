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
  // The measure may be one of them, and a name twice confuses who reads the file.
  const more = (['packets', 'bytes'] as const).filter(name => name !== findings.measure);
  const head = [
    ...findings.by.flatMap(name => [name, `${name} label`]), 'other', findings.measure, ...more,
    ...(isCompared ? [`former ${findings.measure}`, 'change percent'] : []),
    ...times(findings.range).map(start => new Date(start * 1000).toISOString()),
  ];
  const line = (row: Row) => [
    ...row.values.flatMap((value, index) => [value, row.labels[index]]), row.other ? 'true' : 'false',
    row.now.value, ...more.map(name => row.now[name]),
    ...(isCompared ? [row.former?.value, row.change] : []),
    ...(row.now.series ?? []),
  ];
  return [head, ...findings.rows.map(line)].map(cells => cells.map(cell).join(',')).join('\r\n') + '\r\n';
}
