// What the specs of this library share: a hash, and a draw whose every part has a default. Specs only.
import { createHash } from 'node:crypto';
import { expectOk, type HashFunction, type HashHex } from '@quanze/kernel';
import { drawFrom, type DrawInput, type DrawProof } from './draw.js';

export const sha256: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

export const SECRET = '5e'.repeat(32);

export function input(more: Partial<DrawInput> = {}): DrawInput {
  return {
    secret: SECRET, office: 'office', caseId: 'case', head: sha256.ofText('head'), round: 1,
    pool: [{ person: 'chen', tickets: 2 }, { person: 'an', tickets: 1 }, { person: 'bai', tickets: 4 }],
    exclusions: [{ person: 'zhu', reason: 'recused' }, { person: 'du', reason: 'absent' }], ...more,
  };
}

export const proofOf = (more: Partial<DrawInput> = {}): DrawProof => expectOk(drawFrom(input(more), sha256), 'a draw');
