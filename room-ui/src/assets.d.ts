/** What Vite provides: style sheets imported for their effect, and the constants of vite.config.ts. */
declare module '*.css';

interface ImportMetaEnv {
  readonly PROTOCOL_VERSION: number;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
