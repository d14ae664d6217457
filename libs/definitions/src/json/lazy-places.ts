// Places that are found when the first one is asked for: a document without problems never needs them, and in a long one they cost more
// than the reading. What is not here: finding them (`./read-json`).
import type { Place, Places } from '../places.js';

export class LazyPlaces implements Places {
  private found: Places | null = null;

  constructor(private readonly find: () => Places) {}

  private get all(): Places {
    this.found ??= this.find();
    return this.found;
  }

  get size(): number {
    return this.all.size;
  }

  get(pointer: string): Place | undefined {
    return this.all.get(pointer);
  }

  has(pointer: string): boolean {
    return this.all.has(pointer);
  }

  forEach(callback: (value: Place, key: string, map: ReadonlyMap<string, Place>) => void): void {
    this.all.forEach(callback);
  }

  entries(): MapIterator<[string, Place]> {
    return this.all.entries();
  }

  keys(): MapIterator<string> {
    return this.all.keys();
  }

  values(): MapIterator<Place> {
    return this.all.values();
  }

  [Symbol.iterator](): MapIterator<[string, Place]> {
    return this.all[Symbol.iterator]();
  }
}
