import './login.css';
import {byId, text} from './dom';
import {target} from './session';

const form = byId('login', HTMLFormElement);

form.addEventListener('submit', event => {
  event.preventDefault();
  void login();
});

async function login(): Promise<void> {
  const button = form.querySelector('button');
  button?.setAttribute('disabled', '');
  const problem = await send();
  button?.removeAttribute('disabled');
  if (problem === null) {
    location.replace(target(location.search, location.origin));
    return;
  }
  byId('problem').hidden = false;
  text(byId('problem'), problem);
  byId('password', HTMLInputElement).select();
}

/** Sends the form, and answers what is wrong, or null. */
async function send(): Promise<string | null> {
  const user = byId('user', HTMLInputElement).value;
  const password = byId('password', HTMLInputElement).value;
  try {
    const response = await fetch('login', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({user, password}),
    });
    if (response.ok) {
      return null;
    }
    const body = await response.json().catch(() => null) as {error?: string} | null;
    return body?.error ?? `Wadi answered with status ${response.status}`;
  } catch {
    return 'Wadi does not answer';
  }
}
