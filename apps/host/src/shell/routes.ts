// Which methods an address takes, so that a wrong method is told apart from a wrong address.
import type { FastifyInstance } from 'fastify';

export class RouteTable {
  private readonly routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  /** Must be called before routes are added. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', (route) => {
      if (route.url.includes('*')) return;
      const known = this.routes.get(route.url) ?? { pattern: patternOf(route.url), methods: new Set<string>() };
      for (const method of [route.method].flat()) known.methods.add(method);
      this.routes.set(route.url, known);
    });
  }

  /** Methods of an address, sorted; empty when there is no such address. */
  methodsOf(url: string): readonly string[] {
    const path = url.split(/[?#]/)[0] ?? '';
    const found = [...this.routes.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]);
    return [...new Set(found)].sort();
  }
}

function patternOf(url: string): RegExp {
  const escaped = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${escaped.join('/')}$`);
}
