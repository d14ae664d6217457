// What a command may touch, so that a test can stand in for a terminal. What is not here: the real streams (`process-io.ts`).

export interface Io {
  /** Standard input as it arrives; null when it is a terminal and nobody piped anything in. */
  readonly input: AsyncIterable<Uint8Array> | null;
  /** Writes to standard output and resolves when the reader has taken it. */
  out(text: string): Promise<void>;
  /** Writes to standard error. */
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Exit codes of every command. */
export const EXIT = {
  ok: 0,
  /** The answer is no: a document that does not verify, a definition that does not compile, a host that refuses. */
  no: 1,
  /** The request itself is wrong: usage, a file that cannot be read, input that is not what the contract asks for. */
  usage: 2,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command. Printed on standard error as `{"error": {"code", "message", …details}}`. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';

  constructor(
    readonly code: string,
    message: string,
    readonly exit: ExitCode = EXIT.usage,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
