import type {Interface} from './api';
import {attribute, byId, el, sync, text} from './dom';
import type {Choose} from './figures';
import {bytes} from './format';
import type {Filters} from './state';

/** What came in and left by each interface of the chosen exporter. A click on one shows only its flows. */
export function interfaces(rows: Interface[], state: Filters, choose: Choose): void {
  const title = byId('interface-title');
  title.hidden = rows.length === 0;
  text(title, `Interfaces of ${state.probe ?? ''}`);
  const create = (row: Interface) => line(() => choose('interface', String(row.interface)));
  sync(byId('interface-list'), rows, row => String(row.interface), create, (each, row) =>
    each.show(row, state.interface === String(row.interface)),
  );
}

function line(filter: () => void) {
  const name = el('button', {type: 'button', class: 'link title', click: filter});
  const note = el('span', {class: 'sub'});
  const element = el('li', {}, el('div', {}, name, note));
  return {
    element,
    show(row: Interface, isChosen: boolean) {
      text(name, row.name ?? `Interface ${row.interface}`);
      attribute(name, 'aria-pressed', String(isChosen));
      text(note, `${bytes(row.bytes_in)} in · ${bytes(row.bytes_out)} out`);
      attribute(element, 'title', `Index ${row.interface}`);
    },
  };
}
