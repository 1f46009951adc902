/** Gives each protocol a colour of its own for as long as the page shows it, whatever its rank. */
const SLOTS = 5;
const taken = new Map<string, number>();

/** Colours for the protocols that are shown by name; those that are no longer among them give theirs up. */
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
 * The colour that a variable stands for in the theme that is shown. A canvas takes no light-dark(), so that an element
 * works it out.
 */
export function css(variable: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable})`;
  document.documentElement.append(probe);
  const {color} = getComputedStyle(probe);
  probe.remove();
  return color;
}
