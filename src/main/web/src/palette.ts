/** Gives each protocol a constant colour while the page shows it, independent of its rank. */
const SLOTS = 5;
const taken = new Map<string, number>();

/** Assigns colours to the named protocols; protocols that are no longer named lose theirs. */
export function assign(names: string[]): void {
  for (const name of [...taken.keys()]) {
    if (!names.includes(name)) {
      taken.delete(name);
    }
  }
  for (const name of names) {
    if (!taken.has(name)) {
      const used = new Set(taken.values());
      const free = Array.from({length: SLOTS}, (_, slot) => slot).find(slot => !used.has(slot));
      if (free !== undefined) {
        taken.set(name, free);
      }
    }
  }
}

/** The number of a protocol's colour, or "other". */
export function slot(name: string | null): string {
  const number = name === null ? undefined : taken.get(name);
  return number === undefined ? 'other' : String(number);
}

export function colour(name: string | null): string {
  return css(`--series-${slot(name)}`);
}

/**
 * The colour of a variable in the current theme. A canvas does not know light-dark(), so an element computes it.
 */
export function css(variable: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable})`;
  document.documentElement.append(probe);
  const {color} = getComputedStyle(probe);
  probe.remove();
  return color;
}
