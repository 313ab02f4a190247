/** Texts of this part. */
export const devices = {};
