/** Texts of this part. */
export const preparation = {};
