// Lets a plain Node process run our TypeScript as it is, for tests that need a process they can kill. The same compiler as in
// Jest, so nothing must be built before. What is not here: type checking.
import { existsSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// Node loads this file twice: once in the process, where it only registers itself, and once in the thread that runs the hooks.
if (isMainThread) register(import.meta.url);

const LIBS = new URL('../../', import.meta.url);

export async function resolve(specifier, context, next) {
  const library = /^@quanze\/([a-z]+)$/.exec(specifier);
  if (library !== null) return { url: new URL(`${library[1]}/src/index.ts`, LIBS).href, shortCircuit: true };
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.startsWith('file:')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const { transformSync } = await import('@swc/core');
  const file = fileURLToPath(url);
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: pathToFileURL(file).pathname,
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
