/** Texts of this part. */
export const register = {};
