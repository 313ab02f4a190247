/** Resolves once the page has drawn what it has: what is heavy and not needed for that begins to load then. */
let painted: Promise<void> | undefined;

export function afterFirstPaint(): Promise<void> {
  painted ??= new Promise((resolve) => {
    const settle = () => setTimeout(resolve);
    requestAnimationFrame(() => requestAnimationFrame(settle));
    // A hidden page draws no frames.
    setTimeout(settle, 300);
  });
  return painted;
}
