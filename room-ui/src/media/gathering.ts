/**
 * What is asked for at once goes on together: a transport then negotiates once for all of it, instead of for the first
 * answer and again for the others.
 */

/** Nobody waits longer than this for the answer of another one. */
const longestMs = 100;

export type Gathering = {
  /** The answer, as soon as everything that was asked for meanwhile is answered too. */
  join<Answer>(asked: Promise<Answer>): Promise<Answer>;
};

export function createGathering(): Gathering {
  let open = 0;
  let allThere = Promise.withResolvers<void>();
  return {
    async join(asked) {
      open += 1;
      const { promise } = allThere;
      try {
        return await asked;
      } finally {
        open -= 1;
        if (open === 0) {
          allThere.resolve();
          allThere = Promise.withResolvers();
        }
        await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, longestMs))]);
      }
    },
  };
}
