/** Sets the theme before the first paint: the user's choice on this page, otherwise that of the system. */
try {
  const chosen = localStorage.getItem('wadi.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // Without storage the system's theme applies.
}
