// Configuration of the host from the environment: read once, frozen, every fault told in one message. Secrets have no default.
// What is not here: anything of the law. Days, roles and quorums are definitions.
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '@quanze/application';

export interface HostConfig {
  readonly port: number;
  readonly host: string;
  /** A PostgreSQL server; null = the embedded one under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly worker: 'in-process' | 'off';
  readonly seed: 'demo' | 'none';
  /** File that says which offices an empty database begins with. */
  readonly setupFile: string | null;
  /** Password the first administrator of that file begins with. */
  readonly setupPassword: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** How browsers reach this host; https makes the session cookie `Secure` and asks browsers to stay on https. */
  readonly publicUrl: string | null;
  /** Whether `X-Forwarded-For` comes from a proxy of ours. */
  readonly trustProxy: boolean;
  /** What people may upload. */
  readonly files: FileLimits;
}

export interface FileLimits {
  /** Largest file in bytes. */
  readonly bytesMax: number;
  readonly mediaTypes: readonly string[];
}

export type ConfigReading = { readonly ok: true; readonly config: HostConfig } | { readonly ok: false; readonly problems: readonly string[] };
type Environment = Readonly<Record<string, string | undefined>>;

const OWN = ['PORT', 'HOST', 'DATABASE_URL', 'REDIS_URL', 'QUANZE_DATA_DIR', 'QUANZE_WORKER', 'QUANZE_SEED', 'QUANZE_SETUP', 'QUANZE_SETUP_PASSWORD', 'LOG_LEVEL', 'QUANZE_PUBLIC_URL', 'QUANZE_TRUST_PROXY', 'QUANZE_FILE_BYTES_MAX', 'QUANZE_FILE_TYPES'];
/** 50 MiB, and 4 GiB as the most an installation can allow. */
const FILE_BYTES_DEFAULT = 52_428_800;
const FILE_BYTES_LIMIT = 4_294_967_296;
/** Documents, pictures, recordings: nothing that a program runs. */
const MEDIA_TYPES_DEFAULT: readonly string[] = [
  'application/pdf', 'application/ofd', 'application/msword', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.ms-excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'image/jpeg', 'image/png', 'image/tiff', 'audio/mpeg', 'audio/wav', 'audio/mp4', 'video/mp4', 'text/plain',
];
/** Read by the tests and scripts of this repository, not by the host. */
const FOREIGN = /^QUANZE_(TEST_|REQUIRE_SUITES$|UPDATE_)/;

/** Reads the environment. An empty value counts as absent; a variable that begins with `QUANZE_` and is not known is a fault, because
 *  a typing error must not silently mean the default. Values that may hold a password are not repeated in the message. */
export function readConfig(env: Environment): ConfigReading {
  const problems: string[] = [];
  const text = (name: string): string | null => (env[name] === undefined || env[name] === '' ? null : env[name]);
  const choice = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const given = text(name);
    if (given === null || (values as readonly string[]).includes(given)) return (given ?? fallback) as T;
    problems.push(`${name} is "${given.slice(0, 40)}"; it may be ${values.join(', ')}`);
    return fallback;
  };
  const url = (name: string, schemes: readonly string[]): string | null => {
    const given = text(name);
    if (given === null) return null;
    if (URL.canParse(given) && schemes.includes(new URL(given).protocol)) return given;
    problems.push(`${name} is not a URL that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
    return null;
  };
  for (const name of Object.keys(env)) if (name.startsWith('QUANZE_') && !OWN.includes(name) && !FOREIGN.test(name)) problems.push(`${name} is not known; known are ${OWN.join(', ')}`);
  const config: HostConfig = Object.freeze({
    port: portOf(text('PORT'), problems),
    host: text('HOST') ?? '0.0.0.0',
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: url('REDIS_URL', ['redis:', 'rediss:']),
    dataDir: text('QUANZE_DATA_DIR') ?? '.data',
    worker: choice('QUANZE_WORKER', ['in-process', 'off'], 'in-process'),
    // A demonstration has invented people with rights: never by default where somebody runs a server for good or sets up a real office.
    seed: choice('QUANZE_SEED', ['demo', 'none'], text('DATABASE_URL') === null && text('QUANZE_SETUP') === null ? 'demo' : 'none'),
    setupFile: text('QUANZE_SETUP'),
    setupPassword: passwordOf(text('QUANZE_SETUP_PASSWORD'), problems),
    logLevel: choice('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    publicUrl: url('QUANZE_PUBLIC_URL', ['http:', 'https:']),
    trustProxy: choice('QUANZE_TRUST_PROXY', ['on', 'off'], 'off') === 'on',
    files: Object.freeze({ bytesMax: fileBytesOf(text('QUANZE_FILE_BYTES_MAX'), problems), mediaTypes: Object.freeze(mediaTypesOf(text('QUANZE_FILE_TYPES'), problems)) }),
  });
  if (config.setupFile !== null && config.seed === 'demo') problems.push('QUANZE_SETUP and QUANZE_SEED=demo exclude each other: a database holds a real office or the demonstration');
  if (config.setupFile === null && config.setupPassword !== null) problems.push('QUANZE_SETUP_PASSWORD means nothing without QUANZE_SETUP');
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems };
}

function passwordOf(given: string | null, problems: string[]): string | null {
  if (given !== null && (given.length < PASSWORD_LENGTH_MIN || given.length > PASSWORD_LENGTH_MAX)) problems.push(`QUANZE_SETUP_PASSWORD has ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} characters`);
  return given;
}

function fileBytesOf(given: string | null, problems: string[]): number {
  if (given === null) return FILE_BYTES_DEFAULT;
  const bytes = /^\d{1,11}$/.test(given) ? Number(given) : 0;
  if (bytes >= 1 && bytes <= FILE_BYTES_LIMIT) return bytes;
  problems.push(`QUANZE_FILE_BYTES_MAX is "${given.slice(0, 40)}"; it is a number from 1 to ${FILE_BYTES_LIMIT}`);
  return FILE_BYTES_DEFAULT;
}

function mediaTypesOf(given: string | null, problems: string[]): readonly string[] {
  if (given === null) return MEDIA_TYPES_DEFAULT;
  const types = given.split(',').map((type) => type.trim().toLowerCase());
  const wrong = types.find((type) => !/^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,99}$/.test(type) || type === 'application/json');
  if (wrong !== undefined) problems.push(`QUANZE_FILE_TYPES has "${wrong.slice(0, 40)}"; it is a list of media types between commas, without parameters and without application/json`);
  return types;
}

function portOf(given: string | null, problems: string[]): number {
  if (given === null) return 3000;
  const port = /^\d{1,5}$/.test(given) ? Number(given) : -1;
  if (port >= 0 && port <= 65_535) return port;
  problems.push(`PORT is "${given.slice(0, 40)}"; it is a number from 0 to 65535, 0 for any free port`);
  return 3000;
}
