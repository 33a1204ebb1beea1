/** Where the time comes from; specs put their own in place. */
export type Clock = { now: () => Date };

export const systemClock: Clock = { now: () => new Date() };

/** The time zone of the exchange's calendar days and working days. */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';
