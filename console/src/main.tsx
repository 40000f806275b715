import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type DeskApi, type DeskConfig, deskApi, readConfig } from './api.ts';
import { Desk } from './pages/desk.tsx';
import { InLanguage, useLanguage } from './parts/language.tsx';
import { signIn, whoIs } from './sign-in.ts';

type Entered = { api: DeskApi; config: DeskConfig; who: string; signOut(): void };

/** Signs in and opens the API; nothing when the browser is on its way to the sign-in page. */
async function enter(failed: (error: unknown) => void): Promise<Entered | undefined> {
  const config = await readConfig();
  const door = signIn({
    auth: config.auth,
    storage: sessionStorage,
    fetch: (...request) => fetch(...request),
    location,
    replaceUrl: (url) => history.replaceState(null, '', url),
    crypto,
    now: () => new Date(),
  });
  const token = await door.token();
  if (!token) return undefined;

  let isLeaving = false;
  function refused() {
    if (isLeaving) return;
    isLeaving = true;
    door.leave().catch(failed);
  }
  const api = deskApi({ token, fetch: (...request) => fetch(...request), refused });
  return { api, config, who: whoIs(token), signOut: door.out };
}

function App() {
  const { word } = useLanguage();
  const [entered, setEntered] = useState<Entered>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    enter(setError).then(setEntered, setError);
  }, []);

  if (error) {
    return (
      <main class="empty">
        <h2>{word('signInFailed')}</h2>
        <p role="alert">{error instanceof Error ? error.message : String(error)}</p>
        <button type="button" class="primary" onClick={() => location.assign('/')}>
          {word('tryAgain')}
        </button>
      </main>
    );
  }
  return entered ? <Desk {...entered} /> : <p class="nothing">{word('loading')}</p>;
}

const root = document.getElementById('desk');
if (root) {
  render(
    <InLanguage>
      <App />
    </InLanguage>,
    root,
  );
}
