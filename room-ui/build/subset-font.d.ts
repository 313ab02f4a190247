/** The part of subset-font that is used here; it brings no types. */
declare module 'subset-font' {
  type SubsetOptions = { targetFormat: 'woff2'; keepFeatures: readonly string[]; noHinting: boolean };
  // biome-ignore lint/style/noDefaultExport: the library has no other export.
  export default function subsetFont(font: Uint8Array, characters: string, options: SubsetOptions): Promise<Uint8Array>;
}
