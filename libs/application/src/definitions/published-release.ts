// A published release: what stands in its content is read at once, the machine is compiled when a case first asks for it. An office keeps
// many releases and works on few of them. What is not here: which of them counts (`registry.ts`).
import { compileRelease, type CompiledPath } from '@quanze/engine';
import { releaseFromContent } from '@quanze/definitions';
import { isJsonObject, lazily, type JsonObject, type JsonValue } from '@quanze/kernel';
import type { PublishedDefinition } from '../ports/office-store.port.js';
import { sound } from './sound.js';

export class PublishedRelease {
  /** Id of the case path. */
  readonly pathId: string;
  /** Office it is bound for; `*` = all. */
  readonly office: string;
  /** Roles that its path declares beside the built-in ones. */
  readonly ownRoles: readonly string[];
  private readonly compiled: () => CompiledPath;

  constructor(readonly definition: PublishedDefinition) {
    const path = objectIn(definition.content, 'path');
    this.pathId = String(path['id']);
    this.office = String(objectIn(definition.content, 'binding')['office'] ?? '*');
    this.ownRoles = Object.keys(objectIn(path, 'roles'));
    this.compiled = lazily(() => compilePublished(definition));
  }

  /** @throws Fault `FAULT.DEFINITION` when it does not compile: it was proved before it was published */
  get path(): CompiledPath {
    return this.compiled();
  }
}

function objectIn(value: JsonValue, key: string): JsonObject {
  const found = isJsonObject(value) ? value[key] : undefined;
  return found !== undefined && isJsonObject(found) ? found : {};
}

function compilePublished(definition: PublishedDefinition): CompiledPath {
  const release = sound(releaseFromContent(definition.content, { hash: definition.hash, label: definition.version, effectiveFrom: definition.effectiveFrom }), definition);
  return sound(compileRelease(release), definition);
}
