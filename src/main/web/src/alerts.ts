import {acknowledge, type Alert} from './api';
import {attribute, byId, el, find, placeholder, sync, text} from './dom';
import {plural, seen} from './format';
import type {Details} from './figures';

const ADDRESS = /^[0-9a-f.:]+$/i;

/** The findings of detections, or the sentence that there are none. */
export function alerts(rows: Alert[], details: Details, changed: () => void): void {
  const list = byId('alert-list');
  const open = rows.filter(row => row.closed_at === null).length;
  text(byId('alert-note'), rows.length === 0 ? '' : `${open} open of ${rows.length}`);
  pill(open, rows.some(row => row.closed_at === null && row.severity === 'high'));
  if (rows.length === 0) {
    placeholder(list, 'No alerts in this range. Detections report what they find here.');
    return;
  }
  sync(list, rows, row => String(row.id), row => line(row, details, changed), (row, now) => row.show(now));
}

/** Shown at the top of the page, because the list may be below the screen. */
function pill(open: number, isHigh: boolean): void {
  const element = byId('alert-pill');
  element.hidden = open === 0;
  attribute(element, 'data-level', isHigh ? 'bad' : 'warn');
  text(find(element, '.text'), plural(open, 'alert'));
}

export function alertsAway(why: string): void {
  text(byId('alert-note'), '');
  placeholder(byId('alert-list'), why);
}

function line(row: Alert, details: Details, changed: () => void) {
  const title = el('span', {class: 'title'});
  const note = el('span', {class: 'sub'});
  const level = el('span', {class: 'level'});
  const subject = row.subject;
  const button = el('button', {type: 'button', class: 'acknowledge', click: () => void seenNow(row, button, note, changed)}, 'Acknowledge');
  const element = el('li', {}, level, el('div', {}, title, note), button);
  if (subject !== null && ADDRESS.test(subject)) {
    element.append(el('button', {type: 'button', class: 'more', 'aria-label': `Details of ${subject}`, click: () => details(subject)}, '›'));
  }
  return {
    element,
    show(now: Alert) {
      attribute(element, 'data-severity', now.severity.toLowerCase());
      attribute(element, 'data-open', String(now.closed_at === null));
      text(level, now.severity);
      button.hidden = now.closed_at !== null || now.acknowledged_at !== null;
      attribute(button, 'aria-label', `Acknowledge: ${now.title}`);
      text(title, now.title);
      const state = now.closed_at === null ? 'open' : `closed ${seen(now.closed_at, 'minute')}`;
      const known = now.acknowledged_at === null ? '' : ', acknowledged';
      text(note, [now.subject, `since ${seen(now.opened_at, 'minute')}`, state + known].filter(Boolean).join(' · '));
    },
  };
}

/** The next answer removes the button; until then its line shows an error. */
async function seenNow(row: Alert, button: HTMLButtonElement, note: HTMLElement, changed: () => void): Promise<void> {
  button.disabled = true;
  try {
    await acknowledge(row.id);
    byId('alerts').focus({preventScroll: true});
    changed();
  } catch (e) {
    text(note, `Not acknowledged: ${(e as Error).message}`);
  } finally {
    button.disabled = false;
  }
}
