// Puts a statement of several optional parts together: parameters are numbered as they are bound, and the parts that are present make
// its name, so that the server keeps one plan for each combination that occurs.
import type { Statement } from './database.js';

export class StatementBuilder {
  private readonly values: unknown[] = [];
  private readonly parts: string[] = [];
  private name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** Binds a value and gives its place with its type, as `$3::uuid`. */
  bind(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  /** Adds a common table expression. @param mark one letter that stands for the part in the name; empty for parts that are always there */
  with(mark: string, text: string): this {
    this.parts.push(text);
    this.name += mark;
    return this;
  }

  build(tail: string): Statement {
    return { name: this.name, text: `WITH ${this.parts.join(',\n')}\n${tail}`, values: this.values };
  }
}
