const MARK = 'ketnoi.reloaded';
const PATIENCE_MS = 60_000;

/**
 * A page opened before a new version was put in place asks for parts that are gone: it is loaded anew, once a minute at most.
 * What was typed is on this device by then.
 */
export function reloadForNewVersion(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(MARK) ?? 0);
    if (Date.now() - last < PATIENCE_MS) return;
    event.preventDefault();
    sessionStorage.setItem(MARK, String(Date.now()));
    window.location.reload();
  });
}
