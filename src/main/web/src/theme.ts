/** Sets the theme before the first paint: the one that was chosen here before, else that of the system. */
try {
  const chosen = localStorage.getItem('wadi.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // Without storage the system's theme holds.
}
