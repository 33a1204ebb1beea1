/** There is a value: neither null (taken away) nor undefined (never said). */
export const given = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;
