/** Where the operator's board is within a session's address, so that going back closes it and a reload keeps it open. */
export const operationsSegment = 'operations';
