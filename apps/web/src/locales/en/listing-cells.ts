import type { cells as words } from '../vi/listing-cells.ts';

export const cells: typeof words = {
  cells: {
    advantage: {
      metric: 'Metric',
      baseline: 'The usual way',
      claim: 'This technology',
      evidence: 'Evidence',
      evidenceUrl: 'Link to the evidence',
      tier: 'Only behind an NDA',
    },
    ipRight: {
      kind: 'Kind of right',
      status: 'Status',
      territory: 'Where it protects',
      number: 'Number of application or title',
      numberTier: 'Hide the number, only behind an NDA',
      filedOn: 'Filed',
      grantedOn: 'Granted',
      expiresOn: 'Expires',
      registryUrl: 'Link to the register',
      checkedOn: 'Last looked up',
    },
    ownershipShare: { owner: 'Owner', percent: 'Share, %' },
    badge: { claim: 'What it certifies', assessor: 'Certified by', scope: 'Scope', date: 'Date' },
    target: { quantity: 'Quantity', comparator: 'Requirement', value: 'Value', valueTo: 'to', unit: 'Unit', tolerance: 'Tolerance' },
    trlAssessment: { by: 'Who assessed it', assessor: 'Name of the assessor', date: 'Date of the assessment' },
    listCheck: { status: 'Outcome of the check', basis: 'Basis', checkedBy: 'Checked by', date: 'Date' },
    integrity: {
      authorship: 'Authorship and contributions',
      approvals: 'Approvals obtained',
      conflicts: 'Conflicts of interest',
      funding: 'Funding',
      aiUse: 'Use of AI',
      declaredOn: 'Declared on',
    },
    contact: { name: 'Name', position: 'Position', email: 'E-mail', phone: 'Telephone' },
  },
  comparators: { at_least: 'at least', at_most: 'at most', equal: 'equal to', between: 'between' },
  assessedBy: { self: 'Our own assessment', broker: 'A broker', evaluator: 'An independent evaluator' },
  integrityGuides: {
    authorship: 'Who made the result and contributed what; whether the co-authors were asked.',
    approvals: 'Acceptance, research ethics, leave to publish; if there is none, say “none” and why.',
    conflicts: 'Ties with the funder, the buyer, the evaluator; if none, say “none”.',
    funding: 'Name of the task, fund or contract, and its share.',
    aiUse: 'Where AI was used in the research or in this text; if not, say “not used”.',
  },
};
