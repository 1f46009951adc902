import {attribute} from './dom';
import {ofDashboard} from './explore/filter';
import {rangeOf, type State} from './state';

/** Lets each link to the page for questions carry the range and the filters that are shown. */
export function showLinks(state: State): void {
  document.querySelectorAll('a[data-explore]').forEach(link => {
    const query = rangeOf(state);
    query.set('by', link.getAttribute('data-explore') ?? 'protocol');
    const filter = ofDashboard({...state});
    if (filter !== '') {
      query.set('filter', filter);
    }
    if (state.once !== null) {
      query.set('once', state.once);
    }
    attribute(link, 'href', `explore?${query.toString()}`);
  });
}
