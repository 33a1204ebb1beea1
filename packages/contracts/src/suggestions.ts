import { SIDES } from '@ketnoi/domain/listing-fields';
import { BANDS, LIMITATIONS } from '@ketnoi/domain/match';
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Bilingual, Code, closed, IdParams, nullable, oneOf, Uuid } from './shapes.ts';

/** A shown listing that speaks for a suggestion. */
const Named = closed({ id: Uuid, side: oneOf(SIDES), title: Bilingual(120) });

const Reason = closed({
  /** `neighbour`: a near listing is of this class. `class_text`: the name of the class has words of the draft. */
  kind: oneOf(['neighbour', 'class_text']),
  listing: nullable(Named),
  label: nullable(Bilingual(300)),
});

const SuggestedClass = closed({ code: Code, label: Bilingual(300), band: oneOf(BANDS), reasons: Type.Array(Reason) });

const SuggestedWord = closed({
  text: Type.String(),
  /** Whether the draft itself says it. */
  inText: Type.Boolean(),
  listings: Type.Array(Named),
});

export const readSuggestions = endpoint({
  method: 'GET',
  url: '/api/listings/:id/suggestions',
  access: 'editor',
  summary:
    'Fields, sectors and key words that may suit a draft, with the reasons, and what its TRL could be shown by; for those who may edit it. Nothing is kept',
  params: IdParams,
  response: {
    200: closed({
      fields: Type.Array(SuggestedClass, { maxItems: 3 }),
      sectors: Type.Array(SuggestedClass, { maxItems: 3 }),
      keywords: closed({ vi: Type.Array(SuggestedWord), en: Type.Array(SuggestedWord) }),
      /** Information, not an assessment. */
      trlQuestions: Type.Array(closed({ level: Type.Integer(), question: Bilingual(500) })),
      /** The level the questions are about: stated, or guessed by words of the text; null where neither is known. */
      trl: nullable(closed({ level: Type.Integer(), stated: Type.Boolean(), words: nullable(Type.String()) })),
      trlSource: closed({ name: Type.String(), asOf: Type.String({ format: 'date' }) }),
      /** `away`: nobody was there to be asked; ask again later. */
      limitations: Type.Array(oneOf([...LIMITATIONS, 'away'])),
    }),
  },
});

export type SuggestedClass = Static<typeof SuggestedClass>;
export type SuggestedWord = Static<typeof SuggestedWord>;
