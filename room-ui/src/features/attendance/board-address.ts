/** Where the attendance board is within a session's address, so that going back closes it and a reload keeps it open. */
export const boardSegment = 'attendance';
