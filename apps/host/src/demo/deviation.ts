// What ends the demonstration program with exit code 1: something went otherwise than it must.

export class Deviation extends Error {
  override readonly name = 'Deviation';
}

/** @throws Deviation when `actual` is not `wanted` */
export function mustBe<T extends string | number | boolean | null>(what: string, actual: T | undefined, wanted: T): void {
  if (actual !== wanted) throw new Deviation(`${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(actual ?? null)}`);
}
