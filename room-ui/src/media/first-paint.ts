/** Resolves once the page has drawn what it has and takes taps: what is heavy and not needed for that begins to load then. */
const restFrames = 4;
/** A page that nobody looks at draws no frames. */
const longestWaitMs = 2_000;

let painted: Promise<void> | undefined;

export function afterFirstPaint(): Promise<void> {
  painted ??= new Promise((resolve) => {
    let frames = 0;
    const count = () => {
      frames += 1;
      if (frames < restFrames) requestAnimationFrame(count);
      else setTimeout(resolve);
    };
    requestAnimationFrame(count);
    setTimeout(resolve, document.hidden ? 0 : longestWaitMs);
  });
  return painted;
}
