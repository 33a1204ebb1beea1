import type { AboutMatching } from './about-matching.ts';

export const aboutMatchingEn: AboutMatching = {
  title: 'How matches are found and scored',
  description:
    'How Ketnoi compares needs with technologies on offer: by meaning, words, figures and conditions; scores whose parts add up; measured quality; what is not considered; how to object.',
  lead: 'You describe a problem in your own words; offers are ranked by how likely they are to solve it, each with the reasons. This page tells how it is done, how good it is, and where it ends.',
  before: [
    {
      id: 'steps',
      title: 'The steps',
      text: ['Every match goes through four steps, each of which can be checked on the screen.'],
      points: [
        'Reading: Vietnamese typed without marks gets its marks; Vietnamese terms are looked up in English by dictionary and the other way round, so that a Vietnamese need meets an English offer.',
        'Taking out before ranking: what is on the list of prohibited technologies, is already given exclusively, takes no new interest, comes too late, has a TRL below the minimum, may not be used where it is needed, is of the same organisation, or is what one side said it does not want. How many and why is counted and can be looked at.',
        'Scoring: the meaning of the whole and of each sentence, words in common, figures and units, field, priority sector, TRL, budget, place, way of transfer, intellectual property, time, verification. Each part has its points; the score shown is exactly their sum.',
        'Order: by score; among the first ten, at most three of one organisation.',
      ],
    },
    {
      id: 'unknown',
      title: 'What is not said costs nothing',
      text: [
        'Where one side does not say something (a price, say), that part neither adds nor takes away and is shown as “unknown”, with the side that is silent. The owner of a listing is told what to add.',
      ],
    },
    {
      id: 'not',
      title: 'What is not considered',
      text: ['Matching reads only what the reader may read.'],
      points: [
        'The confidential parts of a listing (under NDA, data room, own side) take no part: not in the index, not in a score, not in a reason or a count.',
        'What is typed into the question box is not kept, and nobody else sees it.',
        'Money paid to the exchange, page views, or who asks do not raise a score.',
      ],
    },
  ],
  figures: {
    title: 'How good it is, measured',
    text: [
      'Measured with the exchange’s own code on public collections with known answers. nDCG@10 says how well the first ten results are ordered: 1 is the best order there is. The 95 % interval says how far the figure could move with another sample.',
      'The known answers of CORDIS and SBIR are only the projects that were funded, so many other good results count as wrong: the true figures are higher, and these serve to compare methods. The constants were chosen on these same collections: with other data expect a little less.',
    ],
    heads: { set: 'Collection', size: 'Size', score: 'nDCG@10', interval: '95 % interval', found: 'Within the first 50' },
    sets: {
      cordis: 'CORDIS: topic of an EU call → project',
      sbir: 'SBIR: whole US topic → project',
      sbir_objective: 'SBIR: objective alone → project',
      cranfield: 'Cranfield: question → abstract of a paper',
      vi_en: 'Question in Vietnamese → English passage',
      vi_plain_en: 'Vietnamese without marks → English',
      en_vi: 'Question in English → Vietnamese',
      vi_vi: 'Vietnamese → Vietnamese',
      vi_plain_vi: 'Vietnamese without marks → Vietnamese',
      en_en: 'English → English',
    },
    size: (queries, documents) => `${queries} questions, ${documents} texts`,
    command:
      'Anyone can measure again with npm run evaluate on data of their own; the full table is infra/bench/matching.md of the source code.',
  },
  after: [
    {
      id: 'feedback',
      title: 'What your answer does',
      text: [
        'Press “Not this, because…” and choose a reason: that result is hidden, the list of this listing is sorted anew, and you can undo it at any time. The owner of a listing that was passed over gets advice drawn from all answers, without learning who gave them.',
      ],
    },
    {
      id: 'limits',
      title: 'When something is missing',
      text: [
        'Where the comparison of sentences, the dictionary or matching itself is not running, you still get an answer from what is left, and it says what it goes without. When matching does not answer at all, you get a search by words, without scores.',
      ],
    },
    {
      id: 'object',
      title: 'No advice; how to object',
      text: [
        'A score suggests what to read first. It is no advice to buy, sell or invest, no legal advice, and no judgement of the quality of a technology. No decision is taken by a machine: interest, acceptance and refusal are up to the parties and their brokers.',
        'If your listing is ranked wrongly, look at its reasons, correct what you wrote, or add what is “unknown”. If it still seems wrong, send its reference to the exchange at the address at the foot of the page; a person looks at it and answers.',
      ],
    },
  ],
};
