/** The session of who has logged in by the form; the server keeps it, and says by a cookie that there is one. */

const TOKEN = /(?:^|; *)XSRF-TOKEN=([\w-]+)/;

/** What requests that change something repeat; empty without a session. */
export function tokenHeader(cookies: string): Record<string, string> {
  const token = TOKEN.exec(cookies)?.[1];
  return token === undefined ? {} : {'X-XSRF-TOKEN': token};
}

/** Whether somebody has logged in by the form. */
export function hasSession(cookies: string): boolean {
  return TOKEN.test(cookies);
}

/** The page to open after the login: that of parameter "to", if it is one of this server. */
export function target(query: string, origin: string): string {
  const to = new URLSearchParams(query).get('to') ?? '/';
  try {
    const url = new URL(to, origin);
    return url.origin === origin ? url.href : '/';
  } catch {
    return '/';
  }
}

/** The page with the form, which leads back. */
export function loginAddress(path: string, query: string): string {
  return `/login?to=${encodeURIComponent(path + query)}`;
}

/** Shows the button that ends the session, if there is one. */
export function setUpLogout(button: HTMLElement): void {
  button.hidden = !hasSession(document.cookie);
  button.addEventListener('click', () => void logout());
}

async function logout(): Promise<void> {
  await fetch('logout', {method: 'POST', headers: {'Content-Type': 'application/json', ...tokenHeader(document.cookie)}})
    .catch(() => null);
  location.assign('/login');
}
