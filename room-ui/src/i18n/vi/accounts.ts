/** Texts of this part. */
export const accounts = {};
