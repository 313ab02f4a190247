/** Texts of this part. */
export const invitation = {};
