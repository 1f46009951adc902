import {ApiError, getIfAllowed, saveView, type View} from '../api';
import {byId, el, text} from '../dom';

/** Questions that are saved by name, for everybody who uses this server. */
export class Views {
  private views: View[] = [];

  constructor(
    private readonly query: () => string,
    private readonly open: (query: string) => void,
  ) {
    const list = byId('views', HTMLSelectElement);
    list.addEventListener('change', () => this.choose(list.value));
    byId('save-view').addEventListener('click', () => void this.send(this.query()));
    byId('remove-view').addEventListener('click', () => void this.send(null));
    byId('view-name').addEventListener('input', () => this.enable());
    byId('view-name').addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        event.preventDefault();
        void this.send(this.query());
      }
    });
  }

  async load(): Promise<void> {
    try {
      // Views are of all traffic, so who sees a part of it has none.
      const found = await getIfAllowed('views', new URLSearchParams());
      byId('saved').hidden = found === null;
      this.show(found?.rows ?? []);
    } catch (e) {
      this.note(e);
    }
  }

  private choose(name: string): void {
    const view = this.views.find(each => each.name === name);
    if (view) {
      byId('view-name', HTMLInputElement).value = name;
      this.enable();
      this.open(view.query);
    }
  }

  private async send(query: string | null): Promise<void> {
    const name = byId('view-name', HTMLInputElement).value.trim();
    if (name === '') {
      text(byId('view-note'), 'Type a name first');
      return;
    }
    try {
      this.show((await saveView(name, query)).rows);
      text(byId('view-note'), query === null ? `Removed ${name}` : `Saved ${name}`);
    } catch (e) {
      this.note(e);
    }
  }

  private note(e: unknown): void {
    if (!(e instanceof ApiError)) {
      throw e;
    }
    text(byId('view-note'), e.message);
  }

  private show(views: View[]): void {
    this.views = views;
    const list = byId('views', HTMLSelectElement);
    list.replaceChildren(
      el('option', {value: ''}, views.length === 0 ? 'none yet: name one and save it' : 'choose one'),
      ...views.map(({name}) => el('option', {value: name}, name)),
    );
    this.enable();
  }

  /** Only a view that exists can be removed. */
  private enable(): void {
    const name = byId('view-name', HTMLInputElement).value.trim();
    byId('remove-view', HTMLButtonElement).disabled = !this.views.some(view => view.name === name);
  }
}
