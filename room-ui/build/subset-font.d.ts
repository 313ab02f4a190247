/** The part of subset-font that is used here; it brings no types. */
declare module 'subset-font' {
  type SubsetOptions = { targetFormat: 'woff2'; keepFeatures: readonly string[]; noHinting: boolean };
  export default function subsetFont(font: Uint8Array, characters: string, options: SubsetOptions): Promise<Uint8Array>;
}
