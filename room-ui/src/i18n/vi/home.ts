/** Texts of this part. */
export const home = {};
