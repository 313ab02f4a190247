/**
 * Names the code that draws in the page itself. The page starts with a small script that loads the rest; without this the
 * browser would learn of the largest part only from there.
 */
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

export function preloadDrawing(modulePath: string): Plugin {
  return {
    name: 'preload-drawing',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const start = Object.values(bundle).find(
          (part) => isChunk(part) && part.moduleIds.some((id) => id.endsWith(modulePath)),
        );
        if (!start || !isChunk(start)) return [];
        const names = withImports(start, bundle);
        const styles = names.flatMap((name) => [...(chunkOf(name, bundle)?.viteMetadata?.importedCss ?? [])]);
        return [
          ...names.map((name) => tagOf({ rel: 'modulepreload', crossorigin: true, href: `/${name}` })),
          ...styles.map((name) => tagOf({ rel: 'stylesheet', crossorigin: true, href: `/${name}` })),
        ].filter(({ attrs }) => !html.includes(`"${attrs?.href}"`));
      },
    },
  };
}

function withImports(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): string[] {
  const names = new Set([chunk.fileName]);
  for (const name of names) for (const imported of chunkOf(name, bundle)?.imports ?? []) names.add(imported);
  return [...names];
}

function chunkOf(name: string, bundle: Rolldown.OutputBundle): Rolldown.OutputChunk | undefined {
  const part = bundle[name];
  return part && isChunk(part) ? part : undefined;
}

function isChunk(part: Rolldown.OutputChunk | Rolldown.OutputAsset): part is Rolldown.OutputChunk {
  return part.type === 'chunk';
}

function tagOf(attrs: HtmlTagDescriptor['attrs']): HtmlTagDescriptor {
  return { tag: 'link', attrs: attrs ?? {}, injectTo: 'head' };
}
