/** What is done when a deadline passes unmet. The table of acts is closed; each has its handler in the clock. */
export type BreachAct = 'tell_moderators' | 'send_expiry_notice';

export type DeadlineKind = keyof typeof DEADLINES;

type DeadlineRule = {
  /** Who has to act. */
  who: 'moderator' | 'owner' | 'clock';
  /** Working days after the day it begins; null where the caller names the moment. */
  workingDays: number | null;
  onBreach: BreachAct;
};

/** The clocks of the product (workflows, sections 2 and 3). */
export const DEADLINES = {
  /** A listing handed in is decided within three working days. */
  review: { who: 'moderator', workingDays: 3, onBreach: 'tell_moderators' },
  /** Fourteen days before a listing ends its owner is told. */
  expiry_notice: { who: 'clock', workingDays: null, onBreach: 'send_expiry_notice' },
} as const satisfies Record<string, DeadlineRule>;
