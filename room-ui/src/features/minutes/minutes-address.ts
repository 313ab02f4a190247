/** Where the minutes are within the address of a session, or of a meeting at the desk. */
export const minutesSegment = 'minutes';
