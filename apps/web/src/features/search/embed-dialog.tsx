import type { SavedQuery } from '@ketnoi/contracts/saved-searches';
import { FEEDS } from '@ketnoi/domain/pages';
import { useId, useRef, useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { listAddress } from '../../lib/saved-query.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

const quoted = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** What to paste into a page of one's own: a frame without any script of ours. */
function snippetOf(query: SavedQuery, title: string): string {
  const address = new URL(listAddress(FEEDS.embed, query), window.location.origin).href;
  return `<iframe src="${quoted(address)}" title="${quoted(title)}" width="100%" height="640" loading="lazy" style="border:0"></iframe>`;
}

/** This list on another site. */
export function EmbedDialog({ query, onClose }: { query: SavedQuery; onClose: () => void }) {
  const { embed: words } = useWords('alerts');
  const { close } = useWords('shell');
  const [copied, setCopied] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const snippet = snippetOf(query, words.frameTitle(query.q));
  const copy = async (): Promise<void> => {
    box.current?.select();
    try {
      await navigator.clipboard.writeText(snippet);
      setCopied(true);
    } catch {
      // Without leave to write to the clipboard the text stands selected, one key press away.
    }
  };
  return (
    <Dialog open title={words.title} closeLabel={close} onClose={onClose}>
      <div className="stack mt2">
        <p className="s14 soft">{words.text}</p>
        <div className="field">
          <label htmlFor={id}>{words.code}</label>
          <textarea ref={box} id={id} className="input code" rows={6} readOnly spellCheck={false} value={snippet} />
        </div>
        <div className="row">
          <Button variant="primary" onClick={() => void copy()}>
            {words.copy}
          </Button>
          <output className="s13 soft">{copied ? words.copied : ''}</output>
        </div>
        <p className="s13">
          <a href={listAddress(FEEDS.embed, query)}>{words.preview}</a> · <a href={listAddress(FEEDS.embedHelp, query)}>{words.help}</a>
        </p>
      </div>
    </Dialog>
  );
}
