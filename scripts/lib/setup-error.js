/** Something that the reader can mend: printed as two plain sentences, without a stack. */
export class SetupError extends Error {
  /**
   * @param {string} what one sentence: what is missing or went wrong
   * @param {string} mend what to do about it, an exact command where there is one
   * @param {ErrorOptions} [options]
   */
  constructor(what, mend, options) {
    super(what, options);
    this.name = 'SetupError';
    this.what = what;
    this.mend = mend;
  }
}
