import type { SavedSearch } from '@ketnoi/contracts/saved-searches';
import type { SavedSearchSummary } from '@ketnoi/db/saved-searches';
import type { SignedIn } from '@ketnoi/domain/actor';
import { isOrphaned, nextSending, savedSearchActions } from '@ketnoi/domain/saved-search';
import type { Card } from '@ketnoi/contracts/listing-shapes';
import { cardView } from '../../views/card.ts';
import type { FoundAlert } from './alerts.ts';

const stamp = (at: Date | null): string | null => at?.toISOString() ?? null;

function stoppedBy(actor: SignedIn, row: SavedSearchSummary): SavedSearch['stopped'] {
  if (isOrphaned(actor, row)) return 'left_organisation';
  if (row.pausedAt !== null) return row.pausedBy === 'link' ? 'unsubscribed' : 'paused';
  return actor.emailVerified ? null : 'email_unverified';
}

/** A kept search as its owner sees it; nobody else does. */
export function savedSearchView(actor: SignedIn, row: SavedSearchSummary, now: Date): SavedSearch {
  const stopped = stoppedBy(actor, row);
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    query: row.query,
    language: row.language,
    rhythm: row.rhythm,
    threshold: row.threshold,
    organisationId: row.organisationId,
    stopped,
    pausedAt: stamp(row.pausedAt),
    newCount: row.newCount,
    lastAlertAt: stamp(row.lastAlertAt),
    lastSentAt: stamp(row.lastSentAt),
    nextSendAt: stopped !== null || row.rhythm === 'at_once' ? null : nextSending(row.rhythm, now).toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    can: savedSearchActions(actor, { ...row, paused: row.pausedAt !== null }),
  };
}

type AlertView = { card: Card; reason: 'new' | 'changed'; at: string; seen: boolean; sentAt: string | null };

export function alertView({ hit, reason, at, seenAt, sentAt }: FoundAlert): AlertView {
  return { card: cardView(hit), reason, at: at.toISOString(), seen: seenAt !== null, sentAt: stamp(sentAt) };
}
