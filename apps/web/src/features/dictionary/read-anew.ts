import { listDictionary, listUnknownWords, lookUpTerm } from '@ketnoi/contracts/dictionary';
import { invalidate } from '../../lib/api.ts';

/** After a change everything that speaks of the dictionary is read again. */
export function readAnew(): void {
  for (const one of [listDictionary, listUnknownWords, lookUpTerm]) void invalidate(one);
}
